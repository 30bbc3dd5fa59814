using System.Text;

namespace Sor.Configuration.Tests;

public sealed class ManifestReaderTests
{
    private const char Mark = '▲';

    [Fact]
    public void Accepts_every_key()
    {
        var manifest = Accepted("""
            {
              "name": "redact", "version": "1.0.0-beta.1+7", "description": "Hides values.", "kind": "frames",
              "command": ["./bin/redact", "--quiet"], "phases": ["after", "error"], "expects": "any",
              "configuration": { "type": "object", "minimum": 1e1 }, "concurrency": 16, "shared": true,
              "requests": { "env": ["TOKEN"], "net": ["api.example:443"], "fs": ["/tmp"], "secrets": ["key"], "credentials": true }
            }
            """);

        Assert.Equal(("redact", "1.0.0-beta.1+7", "Hides values.", StageKind.Frames), (manifest.Name, manifest.Version, manifest.Description, manifest.Kind));
        Assert.Equal(["./bin/redact", "--quiet"], manifest.Command);
        Assert.Equal((Phase.After | Phase.Error, PayloadForm.Any, 16, true), (manifest.Phases, manifest.Expects, manifest.Concurrency, manifest.Shared));
        Assert.Equal("""{"type":"object","minimum":1e1}""", manifest.ConfigurationSchema);
        Assert.Equal(["TOKEN"], manifest.Requests.Variables);
        Assert.Equal(["api.example:443"], manifest.Requests.Network);
        Assert.Equal(["/tmp"], manifest.Requests.Paths);
        Assert.Equal(["key"], manifest.Requests.Secrets);
        Assert.True(manifest.Requests.Credentials);
    }

    [Theory]
    [InlineData("\"kind\":\"exec\"", "./a", Phase.Before | Phase.After)]
    [InlineData("\"kind\":\"frames\"", "./a", Phase.Before | Phase.After)]
    [InlineData("\"kind\":\"lines\",\"envelope\":true", "./a", Phase.Before)]
    [InlineData("\"kind\":\"lines\",\"envelope\":true,\"command\":[\"jq\"]", "jq", Phase.Before)]
    [InlineData("\"kind\":\"wasm\",\"command\":[\"./a.wasm\"]", "./a.wasm", Phase.Before | Phase.After)]
    [InlineData("\"kind\":\"built-in\"", null, Phase.Before | Phase.After)]
    public void Fills_in_the_defaults_of_each_kind(string keys, string? program, Phase phases)
    {
        var manifest = Accepted(Package(keys));

        Assert.Equal(program, manifest.Command.Count == 0 ? null : manifest.Command[0]);
        Assert.Equal((phases, 1, false), (manifest.Phases, manifest.Concurrency, manifest.Shared));
        Assert.Null(manifest.ConfigurationSchema);
        Assert.True(manifest.Requests.IsEmpty);
    }

    [Theory]
    [InlineData("▲[]", "SOR1006 ")]
    [InlineData("▲", "SOR1003 ")]
    [InlineData("""▲{"version":"1.0.0","kind":"exec"}""", "SOR1103 name")]
    [InlineData("""▲{"name":"a","kind":"exec"}""", "SOR1103 version")]
    [InlineData("""▲{"name":"a","version":"1.0.0"}""", "SOR1103 kind")]
    [InlineData("""{"name":▲"a b","version":"1.0.0","kind":"exec"}""", "SOR1204 name")]
    [InlineData("""{"name":"a","version":▲"1.0","kind":"exec"}""", "SOR1211 version")]
    [InlineData("""{"name":"a","version":▲"01.0.0","kind":"exec"}""", "SOR1211 version")]
    [InlineData("""{"name":"a","version":▲"1.0.0-","kind":"exec"}""", "SOR1211 version")]
    [InlineData("""{"name":"a","version":▲1,"kind":"exec"}""", "SOR1201 version")]
    [InlineData("""{"name":"a","version":"1.0.0","kind":▲"frame"}""", "SOR1203 kind")]
    public void Rejects_packages_without_what_each_needs(string marked, string problem) => RefusedAt(marked, problem);

    [Theory]
    [InlineData("exec", "▲\"phase\":[]", "SOR1101 phase")]
    [InlineData("exec", "▲\"secrets\":[]", "SOR1101 secrets")]
    [InlineData("exec", "\"description\":▲\"\"", "SOR1207 description")]
    [InlineData("exec", "\"phases\":[▲\"handle\"]", "SOR1203 phases[0]")]
    [InlineData("exec", "\"expects\":▲\"htpp\"", "SOR1203 expects")]
    [InlineData("exec", "\"configuration\":▲[]", "SOR1201 configuration")]
    [InlineData("exec", "\"command\":▲[]", "SOR1201 command")]
    [InlineData("exec", "\"command\":[▲\"../a\"]", "SOR1209 command[0]")]
    [InlineData("exec", "\"command\":[▲\"./a/../../b\"]", "SOR1209 command[0]")]
    [InlineData("exec", "\"command\":[▲\"/usr/bin/jq\"]", "SOR1209 command[0]")]
    [InlineData("exec", "\"command\":[▲\"bin/a\"]", "SOR1209 command[0]")]
    [InlineData("wasm", "\"command\":[▲\"a.wasm\"]", "SOR1209 command[0]")]
    [InlineData("built-in", "\"command\":▲[\"./a\"]", "SOR1302 command")]
    [InlineData("exec", "\"concurrency\":▲2", "SOR1302 concurrency")]
    [InlineData("wasm", "\"shared\":▲true", "SOR1302 shared")]
    [InlineData("frames", "\"envelope\":▲true", "SOR1302 envelope")]
    [InlineData("frames", "\"concurrency\":▲1001", "SOR1202 concurrency")]
    [InlineData("frames", "\"concurrency\":▲1.5", "SOR1201 concurrency")]
    [InlineData("lines", "\"envelope\":▲false", "SOR1305 envelope")]
    [InlineData("exec", "\"requests\":▲[]", "SOR1201 requests")]
    [InlineData("exec", "\"requests\":{▲\"environment\":[]}", "SOR1101 requests.environment")]
    [InlineData("exec", "\"requests\":{\"env\":▲\"A\"}", "SOR1201 requests.env")]
    [InlineData("exec", "\"requests\":{\"env\":[▲\"SOR_STAGE\"]}", "SOR1204 requests.env[0]")]
    [InlineData("exec", "\"requests\":{\"env\":[\"A\",▲\"A\"]}", "SOR1203 requests.env[1]")]
    [InlineData("exec", "\"requests\":{\"net\":[▲\"host\"]}", "SOR1204 requests.net[0]")]
    [InlineData("exec", "\"requests\":{\"fs\":[▲\"tmp\"]}", "SOR1204 requests.fs[0]")]
    [InlineData("exec", "\"requests\":{\"credentials\":▲1}", "SOR1201 requests.credentials")]
    public void Rejects_malformed_values_where_they_stand(string kind, string keys, string problem) => RefusedAt(Package($"\"kind\":\"{kind}\",{keys}"), problem);

    [Fact]
    public void Rejects_lines_without_an_envelope() => RefusedAt("▲" + Package("\"kind\":\"lines\""), "SOR1305 envelope");

    [Fact]
    public void Suggests_the_key_that_was_meant() =>
        Assert.Contains("did you mean \"configuration\"?", RefusedAt(Package("\"kind\":\"exec\",▲\"config\":{}"), "SOR1101 config").Message, StringComparison.Ordinal);

    [Fact]
    public void Rejects_a_name_other_than_that_of_the_folder()
    {
        var json = Encoding.UTF8.GetBytes(Package("\"kind\":\"exec\""));

        Assert.Equal("SOR1304 1:9 name", Read.Place(Assert.Single(ManifestReader.Read(json, ManifestReader.FileName, "b").Diagnostics)));
        Assert.NotNull(ManifestReader.Read(json, ManifestReader.FileName, "a").Manifest);
    }

    [Fact]
    public void Rejects_a_schema_above_the_limit() =>
        RefusedAt(Package($"\"kind\":\"exec\",\"configuration\":▲{{\"a\":\"{new string('x', ManifestLimits.SchemaBytes)}\"}}"), "SOR1207 configuration");

    private static string Package(string keys) => $$"""{"name":"a","version":"1.0.0",{{keys}}}""";

    private static MiddlewareManifest Accepted(string json)
    {
        var result = ManifestReader.Read(Encoding.UTF8.GetBytes(json), ManifestReader.FileName);

        Assert.Empty(result.Diagnostics);
        return Assert.IsType<MiddlewareManifest>(result.Manifest);
    }

    private static Diagnostic RefusedAt(string marked, string problem)
    {
        var before = marked[..marked.IndexOf(Mark, StringComparison.Ordinal)];
        var result = ManifestReader.Read(Encoding.UTF8.GetBytes(marked.Replace(Mark.ToString(), "", StringComparison.Ordinal)), ManifestReader.FileName);

        Assert.Null(result.Manifest);
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal((problem, before.Length + 1), ($"{diagnostic.Code} {diagnostic.Key}", diagnostic.Position.Column));
        return diagnostic;
    }
}
