using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using Sor.Configuration;

namespace Sor.Packaging.Tests;

public sealed class FunctionBuilderTests : IDisposable
{
    private const string Yaml = """
        name: orders
        runtime: python
        handler: app.handle
        pipeline:
          - trace
          - ./middlewares/redact
          - ./middlewares/jwt: { issuer: x }
        """;

    private readonly TemporaryFolder _folder = new();

    public FunctionBuilderTests()
    {
        _folder.Write("orders/sor.yaml", Yaml);
        _folder.Write("orders/app.py", "def handle(event, context): return event\n");
        _folder.Write("orders/lib/data.txt", string.Concat(Enumerable.Range(0, 30_000).Select(static number => $"{number * 7919 % 10007},")));
        _folder.Write("orders/middlewares/redact", "#!/bin/sh\ncat\n", executable: true);
        File.CreateSymbolicLink(_folder["orders/middlewares/jwt"], "redact");
        _folder.Write("dist/bootstrap", "#!/bin/sh\n", executable: true);
        _folder.Write("dist/sor", "not in the layer", executable: true);
        _folder.Write("dist/runtimes/python/main.py", "import sor\n");
        _folder.Write("dist/runtimes/python/__pycache__/main.pyc", "cache");
        _folder.Write("dist/runtimes/node/main.cjs", "");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Builds_configuration_function_and_layer()
    {
        var result = Build();

        Assert.Empty(result.Diagnostics);
        Assert.True(result.Succeeded);
        Assert.Equal("orders", result.Options?.Name);
        Assert.Equal(["app.py", "lib/data.txt", "middlewares/jwt", "middlewares/redact", "sor.json"], Names(result.FunctionZip));
        Assert.Equal(["bootstrap", "sor/runtimes/node/main.cjs", "sor/runtimes/python/main.py"], Names(result.LayerZip));
        Assert.Equal(["function.zip", "layer.zip", "sor.json"], Directory.EnumerateFiles(_folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Tells_path_sizes_and_digest_of_each_file()
    {
        var result = Build();

        foreach (var file in new[] { result.Configuration, result.FunctionZip, result.LayerZip })
        {
            var bytes = File.ReadAllBytes(Assert.IsType<BuiltFile>(file).Path);
            Assert.Equal(bytes.Length, file.Bytes);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.Sha256);
        }

        using var zip = ZipFile.OpenRead(result.FunctionZip!.Path);
        Assert.Equal(zip.Entries.Sum(static entry => entry.Length), result.FunctionZip.UnzippedBytes);
    }

    [Fact]
    public void Writes_a_configuration_that_the_bootstrap_reads_as_the_same_function()
    {
        var result = Build();

        var bytes = File.ReadAllBytes(result.Configuration!.Path);
        var read = SorJsonReader.Read(bytes, "sor.json", functionName: null);
        Assert.Empty(read.Diagnostics);
        Assert.Equal(result.Options!.Pipeline, read.Options!.Pipeline);
        Assert.Equal(bytes, SorJsonWriter.Write(read.Options));
    }

    [Fact]
    public void Builds_the_same_bytes_in_another_folder_with_another_umask_and_time()
    {
        // A copy as somebody else gets it: made file by file in another order, without permissions for others, years later.
        Shell("umask 077; mkdir -p elsewhere/deep; cp -R orders dist elsewhere/deep; find elsewhere -exec touch -h -d 2031-05-06T07:08:09 {} +");
        _folder.Write("elsewhere/deep/orders/.git/HEAD", "ref");
        Assert.Equal("rwx------", Shell("stat -c %A elsewhere/deep/dist/bootstrap").Trim()[1..]);

        var here = Build();
        var there = FunctionBuilder.Build(_folder["elsewhere/deep/orders"], _folder["elsewhere/deep/dist"], _folder["elsewhere/deep/orders/out"]);
        var again = FunctionBuilder.Build(_folder["elsewhere/deep/orders"], _folder["elsewhere/deep/dist"], _folder["elsewhere/deep/orders/out"]);

        foreach (var name in new[] { "sor.json", "function.zip", "layer.zip" })
        {
            Assert.Equal(File.ReadAllBytes(_folder["out/" + name]), File.ReadAllBytes(_folder["elsewhere/deep/orders/out/" + name]));
        }

        Assert.Equal(Digests(here), Digests(there));
        Assert.Equal(Digests(here), Digests(again));

        static IEnumerable<string?> Digests(BuildResult result) => [result.Configuration?.Sha256, result.FunctionZip?.Sha256, result.LayerZip?.Sha256];
    }

    [Fact]
    public void Leaves_out_what_the_ignore_file_says()
    {
        _folder.Write("orders/.sorignore", "lib/\n");

        Assert.Equal(["app.py", "middlewares/jwt", "middlewares/redact", "sor.json"], Names(Build().FunctionZip));
    }

    [Fact]
    public void Lays_the_packages_out_as_lambda_does()
    {
        var result = Build();

        var problems = LambdaLayout.Create(result.FunctionZip!.Path, [result.LayerZip!.Path], _folder["task"], _folder["opt"]);

        Assert.Empty(problems);
        Assert.Equal("#!/bin/sh\ncat\n", File.ReadAllText(_folder["task/middlewares/jwt"]));
        Assert.Equal("-r-xr-xr-x -r--r--r-- -r-xr-xr-x d", Shell("stat -c %A opt/bootstrap task/app.py task/middlewares/redact").Trim().Replace('\n', ' ') + " d");
        Assert.DoesNotContain('w', Shell("stat -c %A task opt task/lib opt/sor/runtimes"));
        Assert.Equal(DiagnosticCodes.FileInTheWay, Assert.Single(LambdaLayout.Create(result.FunctionZip.Path, [], _folder["task"], _folder["opt2"])).Code);
    }

    [Fact]
    public void Tells_problems_of_every_kind_together_and_writes_nothing()
    {
        _folder.Write("orders/sor.yaml", """
            name: orders
            runtime: exec
            command: [./server]
            pipeline:
              - ./middlewares/missing
              - use: ./lib/data.txt
              - redact
              - ./lib/hidden: { a: 1 }
            """);
        _folder.Write("orders/lib/hidden", "", executable: true);
        _folder.Write("orders/.sorignore", "hidden\n");
        _folder.Write("orders/sor.json", "{}");
        File.CreateSymbolicLink(_folder["orders/secrets"], "/etc");
        File.SetUnixFileMode(_folder["dist/bootstrap"], UnixFileMode.UserRead);

        var result = Build();

        Assert.False(result.Succeeded);
        Assert.Equal(
            [
                $"SOR1503 {_folder["dist/bootstrap"]}:0:0 ",
                $"SOR1504 {_folder["orders/secrets"]}:0:0 ",
                $"SOR1509 {_folder["orders/sor.json"]}:0:0 ",
                $"SOR1502 {_folder["orders/sor.yaml"]}:3:11 command[0]",
                $"SOR1502 {_folder["orders/sor.yaml"]}:5:5 pipeline[0].use",
                $"SOR1503 {_folder["orders/sor.yaml"]}:6:10 pipeline[1].use",
                $"SOR1509 {_folder["orders/sor.yaml"]}:7:5 pipeline[2].use",
                $"SOR1502 {_folder["orders/sor.yaml"]}:8:5 pipeline[3].use",
            ],
            result.Diagnostics.Select(static item => $"{item.Code} {item.File}:{item.Position.Line}:{item.Position.Column} {item.Key}"));
        Assert.Contains("left out", result.Diagnostics[7].Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public void Warns_of_a_handler_that_no_file_fits_and_builds_all_the_same()
    {
        _folder.Write("orders/sor.yaml", "name: orders\nruntime: node\nhandler: src/index.handler\n");

        var result = Build();

        Assert.True(result.Succeeded);
        var warning = Assert.Single(result.Diagnostics);
        Assert.Equal("SOR1511 3:10 handler", Read.Place(warning));
        Assert.Equal(DiagnosticSeverity.Warning, warning.Severity);
        Assert.Equal("src/index.js, src/index.mjs, src/index.cjs", warning.Allowed);
    }

    [Fact]
    public void Rejects_folders_that_are_not_there()
    {
        var result = FunctionBuilder.Build(_folder["nowhere"], _folder["no-dist"], _folder["out"]);

        Assert.Equal([_folder["nowhere/sor.yaml"], _folder["no-dist/bootstrap"]], result.Diagnostics.Select(static item => item.File));
        Assert.All(result.Diagnostics, static item => Assert.Equal(DiagnosticCodes.FileMissing, item.Code));
    }

    [Fact]
    public void Rejects_output_into_the_function_itself()
    {
        var result = FunctionBuilder.Build(_folder["orders"], _folder["dist"], _folder["orders/"]);

        Assert.Equal(DiagnosticCodes.FileInTheWay, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Rejects_packages_above_the_limit_before_it_writes_them()
    {
        // A hole in the file: nothing is written, and nothing is read.
        using (var large = File.Create(_folder["orders/lib/model.bin"]))
        {
            large.SetLength(ArchiveLimits.UnzippedBytes);
        }

        var diagnostic = Assert.Single(Build().Diagnostics);

        Assert.Equal(DiagnosticCodes.PackageTooLarge, diagnostic.Code);
        Assert.Contains("lib/model.bin (250 MB)", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(62, "x86_64")]
    [InlineData(183, "arm64")]
    [InlineData(8, null)]
    public void Tells_the_processor_that_the_bootstrap_is_made_for(byte machine, string? architecture)
    {
        byte[] header = [.. "\u007fELF"u8, .. new byte[14], machine, 0, 0, 0];
        File.WriteAllBytes(_folder["dist/bootstrap"], header);

        Assert.Equal(architecture, Build().Architecture);
    }

    private BuildResult Build() => FunctionBuilder.Build(_folder["orders"], _folder["dist"], _folder["out"]);

    private static IEnumerable<string> Names(BuiltFile? zip)
    {
        using var archive = ZipFile.OpenRead(Assert.IsType<BuiltFile>(zip).Path);
        return [.. archive.Entries.Select(static entry => entry.FullName)];
    }

    private string Shell(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { WorkingDirectory = _folder.Path, RedirectStandardOutput = true })!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
        return output;
    }
}
