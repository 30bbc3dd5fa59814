using System.Text.Json;

namespace Sor.Cli.Tests;

/// <summary><c>sor build</c>, and <c>sor dev</c> with what it built.</summary>
public sealed class BuildCommandTests : IDisposable
{
    private readonly Example _example = Example.Hello();

    public void Dispose() => _example.Dispose();

    [Fact]
    public async Task The_packages_are_made_and_listed()
    {
        var result = (await Cli.RunAsync(_example.Folder, ["build", "--json"])).ShouldExit(0);

        using var document = JsonDocument.Parse(result.Output);
        var files = document.RootElement.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("path").GetString()!).ToList();
        Assert.Equal(["sor.json", "function.zip", "layer.zip"], files.Select(Path.GetFileName));
        Assert.All(files, file => Assert.True(File.Exists(file)));
    }

    [Fact]
    public async Task Another_place_may_be_named()
    {
        var result = (await Cli.RunAsync(_example.Folder, ["build", ".", "--output", "out"])).ShouldExit(0);

        Assert.True(File.Exists(_example["out/function.zip"]), result.Output);
    }

    [Fact]
    public async Task Built_packages_run_laid_out_as_Lambda_does_with_a_task_root_that_cannot_be_written()
    {
        _example.Write("app.py", """
            import os

            def handle(event, context):
                try:
                    open("/var/task/new", "w")
                except OSError as error:
                    refused = error.strerror
                open("/tmp/new", "w")
                return {"refused": refused, "cwd": os.getcwd(), "root": os.environ["LAMBDA_TASK_ROOT"], "opt": sorted(os.listdir("/opt"))}

            """);
        _example.Write("sor.yaml", "name: hello\nruntime: python\nhandler: app.handle\n");
        _ = (await Cli.RunAsync(_example.Folder, ["build"])).ShouldExit(0);
        await using var dev = await DevRun.StartAsync(
            _example.Folder, "--port", "0", "--zip", ".sor/build/function.zip", "--layer", ".sor/build/layer.zip");

        var answer = await dev.GetAsync("/");

        Assert.Equal("""{"refused":"Read-only file system","cwd":"/var/task","root":"/var/task","opt":["bootstrap","sor"]}""", answer.Replace(": ", ":", StringComparison.Ordinal).Replace(", ", ",", StringComparison.Ordinal));
        Assert.False(File.Exists("/tmp/new"), "the function's /tmp is not its own");
    }
}
