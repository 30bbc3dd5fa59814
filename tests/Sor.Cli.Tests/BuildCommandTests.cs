using System.IO.Compression;
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

    [Fact]
    public async Task A_module_of_the_function_is_packed_with_its_machine_code_and_runs_from_it()
    {
        // A module that answers with its input: WASI's fd_read and fd_write, one buffer.
        _example.Write("stages/pass.wat", """
            (module
              (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
              (memory (export "memory") 1)
              (func (export "_start")
                (i32.store (i32.const 0) (i32.const 64))
                (i32.store (i32.const 4) (i32.const 4096))
                (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
                (i32.store (i32.const 4) (i32.load (i32.const 8)))
                (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))
            """);
        _example.Write("sor.yaml", """
            name: hello
            runtime: echo
            pipeline:
              - use: ./stages/pass.wat
                kind: wasm
                phases: [before]
            """);
        _ = (await Cli.RunAsync(_example.Folder, ["build"])).ShouldExit(0);
        using (var package = await ZipFile.OpenReadAsync(_example[".sor/build/function.zip"]))
            _ = Assert.Single(package.Entries, entry => entry.FullName.StartsWith("stages/", StringComparison.Ordinal) && entry.FullName.EndsWith(".cwasm", StringComparison.Ordinal));
        await using var dev = await DevRun.StartAsync(
            _example.Folder, "--port", "0", "--zip", ".sor/build/function.zip", "--layer", ".sor/build/layer.zip");

        var result = (await Cli.RunAsync(_example.Folder, ["invoke", "--log", "--event", """{"name":"you"}"""])).ShouldExit(0);

        Assert.Equal("""{"name":"you"}""" + "\n", result.Output);
        Assert.DoesNotContain("compiled anew", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_module_that_is_none_stops_the_build()
    {
        _example.Write("stages/none.wasm", "not a module");
        _example.Write("sor.yaml", "name: hello\nruntime: echo\npipeline:\n  - use: ./stages/none.wasm\n    kind: wasm\n");

        var result = (await Cli.RunAsync(_example.Folder, ["build"])).ShouldExit(3);

        Assert.Contains("stages/none.wasm", result.Error, StringComparison.Ordinal);
        Assert.Contains("is not WebAssembly", result.Error, StringComparison.Ordinal);
    }
}
