using System.Text.Json;

namespace Sor.Cli.Tests;

/// <summary>Functions whose pipelines use packages: from the folder, from what was built, and what <c>sor build</c> says of them.</summary>
public sealed class PackageCommandTests : IDisposable
{
    private const string Pipeline = """
        name: hello
        runtime: python
        handler: app.handle
        pipeline:
          - log
          - redact: { pointers: [/password], with: "***" }
          - use: json-filter
            phases: [after]
            config: { filter: "{echo: .}" }
        """;

    private const string Answer = """{"echo":{"user":"ada","password":"***"}}""";

    private readonly Example _example = Example.Hello();

    public PackageCommandTests()
    {
        _example.Write("app.py", "def handle(event, context):\n    return event\n");
        _example.Write("sor.yaml", Pipeline);
    }

    public void Dispose() => _example.Dispose();

    [Fact]
    public async Task A_folder_finds_the_packages_that_come_with_sor()
    {
        await using var dev = await DevRun.StartAsync(_example.Folder, "--port", "0");

        Assert.Equal(Answer, await PostAsync(dev));
        await dev.WaitForAsync("\"type\":\"call\"");
    }

    [Fact]
    public async Task Built_packages_have_what_the_pipeline_uses()
    {
        _ = (await Cli.RunAsync(_example.Folder, ["build"])).ShouldExit(0);
        await using var dev = await DevRun.StartAsync(_example.Folder, "--port", "0", "--zip", ".sor/build/function.zip", "--layer", ".sor/build/layer.zip");

        Assert.Equal(Answer, await PostAsync(dev));
        await dev.WaitForAsync("\"type\":\"call\"");
    }

    [Fact]
    public async Task A_change_of_a_local_package_counts_for_the_next_call()
    {
        WriteOwnPackage("one");
        await using var dev = await DevRun.StartAsync(_example.Folder, "--port", "0");
        Assert.Equal("\"one\"", await PostAsync(dev));

        WriteOwnProgram("two");
        await dev.WaitForAsync("changed  mine/mine");

        Assert.Equal("\"two\"", await PostAsync(dev));
    }

    [Fact]
    public async Task A_build_says_what_packages_request()
    {
        WriteOwnPackage("one");

        var text = (await Cli.RunAsync(_example.Folder, ["build"])).ShouldExit(0).Output;
        var json = (await Cli.RunAsync(_example.Folder, ["build", "--json"])).ShouldExit(0).Output;

        Assert.Contains("mine (package mine 1.0.0) requests env TOKEN, REGION; net api.example:443; credentials (not granted: REGION)\n", text, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(json);
        Assert.Equal(
            """[{"stage":"mine","package":"mine","version":"1.0.0","env":["TOKEN","REGION"],"net":["api.example:443"],"fs":[],"secrets":[],"credentials":true,"notGranted":["REGION"]}]""",
            document.RootElement.GetProperty("requests").GetRawText());
    }

    [Fact]
    public async Task A_build_refuses_a_configuration_that_breaks_a_packages_schema()
    {
        _example.Write("sor.yaml", Pipeline.Replace("[/password]", "[password]", StringComparison.Ordinal));

        var result = (await Cli.RunAsync(_example.Folder, ["build"])).ShouldExit(3);

        Assert.Contains("SOR1306", result.Error, StringComparison.Ordinal);
        Assert.Contains("pipeline[1].config.pointers[0]", result.Error, StringComparison.Ordinal);
        Assert.Contains("sor.yaml:6:26", result.Error, StringComparison.Ordinal);
    }

    private static async Task<string> PostAsync(DevRun dev)
    {
        using var content = new StringContent("""{"user":"ada","password":"secret"}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var answer = await dev.Client.PostAsync(new Uri(dev.Endpoint), content);
        return await answer.Content.ReadAsStringAsync();
    }

    private void WriteOwnPackage(string answer)
    {
        Directory.CreateDirectory(_example["mine"]);
        _example.Write("mine/middleware.json", """
            {"name":"mine","version":"1.0.0","kind":"exec","phases":["after"],"requests":{"env":["TOKEN","REGION"],"net":["api.example:443"],"credentials":true}}
            """);
        _example.Write("sor.yaml", "name: hello\nruntime: echo\npipeline:\n  - use: ./mine\n    grants: { env: [TOKEN] }\n");
        WriteOwnProgram(answer);
    }

    private void WriteOwnProgram(string answer)
    {
        File.WriteAllText(_example["mine.tmp"], $"#!/bin/sh\ncat > /dev/null\necho '\"{answer}\"'\n");
        File.SetUnixFileMode(_example["mine.tmp"], File.GetUnixFileMode(_example["mine.tmp"]) | UnixFileMode.UserExecute);
        File.Move(_example["mine.tmp"], _example["mine/mine"], overwrite: true);
    }
}
