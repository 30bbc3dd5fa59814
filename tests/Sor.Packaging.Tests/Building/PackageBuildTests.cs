using System.IO.Compression;
using System.Security.Cryptography;
using Sor.Configuration;

namespace Sor.Packaging.Tests;

/// <summary>Packages of middlewares in a build.</summary>
public sealed class PackageBuildTests : IDisposable
{
    private const string Manifest = """
        {
          "name": "NAME", "version": "1.2.0", "kind": "frames", "phases": ["before"],
          "configuration": {
            "type": "object",
            "properties": { "pointers": { "type": "array", "items": { "type": "string", "format": "json-pointer" } }, "with": { "type": "string", "pattern": "^.{0,3}$" } },
            "required": ["pointers"], "additionalProperties": false
          },
          "requests": { "env": ["TOKEN", "REGION"], "net": ["api.example:443"] }
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public PackageBuildTests()
    {
        _folder.Write("orders/app.py", "def handle(event, context): return event\n");
        _folder.Write("dist/bootstrap", "#!/bin/sh\n", executable: true);
        _folder.Write("dist/runtimes/python/main.py", "import sor\n");
        WritePackage("dist/middlewares/redact", "redact");
        _folder.Write("dist/middlewares/redact/vectors.json", "[]");
        _folder.Write("dist/middlewares/redact/tests/test.py", "");
        _folder.Write("dist/middlewares/redact/__pycache__/redact.pyc", "cache");
        _folder.Write("dist/middlewares/redact/data/words.txt", "secret\n");
        _folder.Write("dist/middlewares/log/middleware.json", """{"name":"log","version":"1.0.0","kind":"built-in","phases":["after"]}""");
        _folder.Write("dist/middlewares/unused/middleware.json", """{"name":"other","version":"1.0.0","kind":"built-in"}""");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Packages_used_by_name_are_in_the_layer_as_they_are()
    {
        var result = Build("log", "redact: { pointers: [/a] }", "use: redact\n    name: again\n    config: { pointers: [] }");

        Assert.Empty(result.Diagnostics);
        using var zip = ZipFile.OpenRead(result.LayerZip!.Path);
        Assert.Equal(
            [
                "sor/middlewares/log/middleware.json -rw-r--r--",
                "sor/middlewares/redact/data/words.txt -rw-r--r--",
                "sor/middlewares/redact/middleware.json -rw-r--r--",
                "sor/middlewares/redact/redact -rwxr-xr-x",
            ],
            zip.Entries.Where(static entry => entry.FullName.StartsWith("sor/middlewares/", StringComparison.Ordinal)).Select(static entry =>
                $"{entry.FullName} {((entry.ExternalAttributes >> 16) & 0x49) switch { 0 => "-rw-r--r--", _ => "-rwxr-xr-x" }}").Order(StringComparer.Ordinal));
        foreach (var entry in zip.Entries.Where(static entry => entry.FullName.StartsWith("sor/middlewares/", StringComparison.Ordinal)))
        {
            using var content = entry.Open();
            Assert.Equal(SHA256.HashData(File.ReadAllBytes(_folder["dist/" + entry.FullName["sor/".Length..]])), SHA256.HashData(content));
        }
    }

    [Fact]
    public void A_stage_of_WebAssembly_brings_its_host_into_the_layer()
    {
        _folder.Write("orders/filter.wasm", "module");
        const string Stage = "use: ./filter.wasm\n    kind: wasm";

        Assert.Equal(["sor-wasm", "libwasmtime.so"], Build(Stage).Diagnostics.Select(static item => Path.GetFileName(item.File)));

        _folder.Write("dist/sor-wasm", "", executable: true);
        _folder.Write("dist/libwasmtime.so", "");
        Assert.Equal(["sor/libwasmtime.so", "sor/sor-wasm"], LayerEntries(Build(Stage), "wasm"));
        Assert.Empty(LayerEntries(Build("log"), "wasm"));
    }

    [Fact]
    public void The_functions_own_package_stays_in_the_function()
    {
        WritePackage("orders/lib/mine", "redact");

        var result = Build("./lib/mine: { pointers: [/a] }");

        Assert.Empty(result.Diagnostics);
        Assert.True(Assert.Single(result.Packages).IsOwn);
        using var function = ZipFile.OpenRead(result.FunctionZip!.Path);
        using var layer = ZipFile.OpenRead(result.LayerZip!.Path);
        Assert.Contains("lib/mine/redact", function.Entries.Select(static entry => entry.FullName));
        Assert.DoesNotContain(layer.Entries, static entry => entry.FullName.Contains("middlewares", StringComparison.Ordinal));
    }

    [Fact]
    public void Tells_what_is_requested_and_not_granted()
    {
        var result = Build("use: redact\n    config: { pointers: [] }\n    grants: { env: [TOKEN] }");

        var package = Assert.Single(result.Packages);
        Assert.Equal("redact 1.2.0", $"{package.Manifest.Name} {package.Manifest.Version}");
        Assert.Equal(["REGION"], package.Stage.UngrantedVariables);
    }

    [Fact]
    public void A_bare_name_that_is_not_known_here_is_left_to_other_layers() => Assert.True(Build("elsewhere").Succeeded);

    [Fact]
    public void A_configuration_that_breaks_the_schema_is_told_at_its_key()
    {
        var result = Build("redact: { pointers: [/a, b], with: long }", "use: redact\n    name: second", "use: redact\n    name: third\n    config:\n      pointers: []\n      extra: 1");

        Assert.Equal(
            ["SOR1306 5:30 pipeline[0].config.pointers[1]", "SOR1306 5:40 pipeline[0].config.with", "SOR1306 6:10 pipeline[1].config", "SOR1306 12:14 pipeline[2].config.extra"],
            result.Diagnostics.Where(static item => item.Code == DiagnosticCodes.BadStageConfig).Select(Read.Place));
        Assert.Contains("pointers", result.Diagnostics.First(static item => item.Key == "pipeline[1].config").Message, StringComparison.Ordinal);
        Assert.False(result.Succeeded);
    }

    [Fact]
    public void A_stage_that_does_not_fit_its_package_is_told_at_its_key()
    {
        var result = Build("use: redact\n    phases: [after]\n    kind: exec\n    config: { pointers: [] }\n    grants: { env: [HOME_TOKEN] }", "log: { a: 1 }");

        Assert.Equal(
            ["SOR1304 6:13 pipeline[0].phases", "SOR1304 7:11 pipeline[0].kind", "SOR1304 9:13 pipeline[0].grants", "SOR1302 10:10 pipeline[1].config"],
            result.Diagnostics.Select(Read.Place));
        Assert.All(result.Diagnostics, item => Assert.Equal(_folder["orders/sor.yaml"], item.File));
    }

    [Fact]
    public void Bad_manifests_are_told_at_their_place()
    {
        _folder.Write("orders/mine/middleware.json", """{"name":"mine","version":"1.0.0","kind":"exec"}""");
        _folder.Write("orders/other/middleware.json", """{"name":"other","version":"one","kind":"exec"}""");
        _folder.Write("orders/schema/middleware.json", """{"name":"schema","version":"1.0.0","kind":"exec","command":["sh"],"configuration":{"type":"text"}}""");

        var result = Build("unused", "./mine", "./other", "./schema");

        Assert.Equal(
            ["SOR1304 dist/middlewares/unused name", "SOR1502 orders/mine command[0]", "SOR1211 orders/other version", "SOR1212 orders/schema configuration"],
            result.Diagnostics.Select(item => $"{item.Code} {Path.GetRelativePath(_folder.Path, Path.GetDirectoryName(item.File)!)} {item.Key}").OrderBy(static text => text[8..], StringComparer.Ordinal));
    }

    [Fact]
    public void A_program_that_is_not_executable_or_not_packed_is_told()
    {
        WritePackage("orders/mine", "mine");
        WritePackage("orders/hidden", "hidden");
        File.SetUnixFileMode(_folder["orders/mine/mine"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _folder.Write("orders/.sorignore", "/hidden/hidden\n");

        var result = Build("./mine: { pointers: [] }", "./hidden: { pointers: [] }");

        Assert.Equal(
            ["SOR1503 command[0]", "SOR1502 pipeline[1].use"],
            result.Diagnostics.Select(static item => $"{item.Code} {item.Key}"));
        Assert.Contains("left out", result.Diagnostics[1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("log")]
    [InlineData("redact: { pointers: [] }")]
    public void An_own_file_or_package_in_the_way_of_a_bare_name_is_refused(string stage)
    {
        _folder.Write("orders/middlewares/log", "#!/bin/sh\n", executable: true);
        WritePackage("orders/middlewares/redact", "redact");

        Assert.Equal("SOR1509 5:5 pipeline[0].use", Read.Place(Assert.Single(Build(stage).Diagnostics)));
    }

    private void WritePackage(string folder, string name)
    {
        _folder.Write($"{folder}/middleware.json", Manifest.Replace("NAME", name, StringComparison.Ordinal));
        _folder.Write($"{folder}/{name}", "#!/bin/sh\n", executable: true);
    }

    private BuildResult Build(params string[] stages)
    {
        _folder.Write("orders/sor.yaml", "name: orders\nruntime: python\nhandler: app.handle\npipeline:\n" + string.Concat(stages.Select(static stage => $"  - {stage}\n")));
        return FunctionBuilder.Build(_folder["orders"], _folder["dist"], _folder["out"]);
    }

    private static IEnumerable<string> LayerEntries(BuildResult result, string part)
    {
        using var zip = ZipFile.OpenRead(result.LayerZip!.Path);
        return [.. zip.Entries.Select(static entry => entry.FullName).Where(name => name.Contains(part, StringComparison.Ordinal))];
    }
}
