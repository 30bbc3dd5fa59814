namespace Sor.Configuration.Tests;

/// <summary>The rules that both file forms share, through the reader of one of them.</summary>
public sealed class FunctionRulesTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("Orders-2_x")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public void Accepts_names(string name) => Assert.Equal(name, Read.Accepted($$"""{"version":1,"name":"{{name}}","runtime":"echo"}""").Name);

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("ä")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    public void Rejects_other_names(string name) =>
        Read.RefusedAt($$"""{"version":1,"name":▲"{{name}}","runtime":"echo"}""", "SOR1204 name");

    [Theory]
    [InlineData("""▲{"name":"a","runtime":"echo"}""", "SOR1103 version")]
    [InlineData("""▲{"version":1,"runtime":"echo"}""", "SOR1103 name")]
    [InlineData("""▲{"version":1,"name":"a"}""", "SOR1103 runtime")]
    [InlineData("""{"version":▲"1","name":"a","runtime":"echo"}""", "SOR1104 version")]
    [InlineData("""{"version":▲1.0,"name":"a","runtime":"echo"}""", "SOR1104 version")]
    [InlineData("""{"version":1,"name":▲null,"runtime":"echo"}""", "SOR1201 name")]
    [InlineData("""{"version":1,"name":"a","runtime":▲1}""", "SOR1201 runtime")]
    [InlineData("""{"version":1,"name":"a","runtime":▲"ruby"}""", "SOR1102 runtime")]
    [InlineData("""{"version":1,"name":"a","runtime":▲"nodejs"}""", "SOR1203 runtime")]
    public void Rejects_functions_without_what_each_needs(string json, string problem) => Read.RefusedAt(json, problem);

    [Theory]
    [InlineData("python", "\"handler\":\"app.handle\"")]
    [InlineData("python", "\"handler\":\"pkg/sub.mod.handle\",\"interpreter\":\"python3\"")]
    [InlineData("node", "\"handler\":\"dist/index.api.handler\"")]
    [InlineData("node", "\"handler\":\"/opt/nodejs/wrapper.handler\"")]
    [InlineData("prototype", "\"handler\":\"anything goes\"")]
    [InlineData("exec", "\"command\":[\"./a\"]")]
    [InlineData("frames", "\"command\":[\"a\",\"b\"],\"handler\":\"x\"")]
    [InlineData("echo", "\"command\":[\"a\"],\"handler\":\"app.handle\",\"interpreter\":\"x\"")]
    public void Accepts_the_keys_of_each_runtime(string runtime, string keys) =>
        Assert.Equal(runtime, Read.Accepted($$"""{"version":1,"name":"a","runtime":"{{runtime}}",{{keys}}}""").Runtime);

    [Theory]
    [InlineData("python", "", "SOR1301 handler")]
    [InlineData("python", ",\"handler\":▲\"app\"", "SOR1210 handler")]
    [InlineData("python", ",\"handler\":▲\".handle\"", "SOR1210 handler")]
    [InlineData("node", ",\"handler\":▲\"app.\"", "SOR1210 handler")]
    [InlineData("node", ",\"handler\":▲\"../app.handle\"", "SOR1210 handler")]
    [InlineData("node", ",\"handler\":▲\"\"", "SOR1207 handler")]
    [InlineData("node", ",\"handler\":▲\"a.b \"", "SOR1207 handler")]
    [InlineData("node", ",\"handler\":\"a.b\",\"command\":▲[\"a\"]", "SOR1302 command")]
    [InlineData("prototype", "", "SOR1301 handler")]
    [InlineData("prototype", ",\"handler\":\"a\",\"interpreter\":▲\"a\"", "SOR1302 interpreter")]
    [InlineData("exec", "", "SOR1301 command")]
    [InlineData("exec", ",\"command\":▲[]", "SOR1201 command")]
    [InlineData("exec", ",\"command\":[▲1]", "SOR1201 command[0]")]
    [InlineData("exec", ",\"command\":[▲\"\"]", "SOR1209 command[0]")]
    [InlineData("exec", ",\"command\":[\"a\",▲\"\\u0000\"]", "SOR1207 command[1]")]
    [InlineData("frames", ",\"command\":[\"a\"],\"interpreter\":▲\"a\"", "SOR1302 interpreter")]
    public void Rejects_keys_that_do_not_fit_the_runtime(string runtime, string keys, string problem) =>
        Read.RefusedAt($$"""{"version":1,"name":"a","runtime":"{{runtime}}"{{keys}}}""", problem);

    [Theory]
    [InlineData("timeoutMs", "1000")]
    [InlineData("timeoutMs", "900000")]
    [InlineData("memoryMb", "128")]
    [InlineData("memoryMb", "10240")]
    public void Accepts_both_ends_of_a_range(string key, string value) => Read.Accepted(Echo($"\"{key}\":{value}"));

    [Theory]
    [InlineData("timeoutMs", "999", "SOR1202")]
    [InlineData("timeoutMs", "900001", "SOR1202")]
    [InlineData("timeoutMs", "-1", "SOR1202")]
    [InlineData("timeoutMs", "1000.0", "SOR1205")]
    [InlineData("timeoutMs", "1e4", "SOR1205")]
    [InlineData("timeoutMs", "99999999999999999999", "SOR1205")]
    [InlineData("timeoutMs", "\"30s\"", "SOR1205")]
    [InlineData("memoryMb", "127", "SOR1202")]
    [InlineData("memoryMb", "10241", "SOR1202")]
    [InlineData("memoryMb", "\"512\"", "SOR1206")]
    [InlineData("memoryMb", "null", "SOR1206")]
    public void Rejects_what_is_beyond_or_malformed(string key, string value, string code)
    {
        var diagnostic = Read.RefusedAt(Echo($"\"{key}\":▲{value}"), $"{code} {key}");

        Assert.NotNull(diagnostic.Allowed);
    }

    [Theory]
    [InlineData("▲\"1A\":\"x\"", "SOR1204 environment.1A")]
    [InlineData("▲\"A-B\":\"x\"", "SOR1204 environment.A-B")]
    [InlineData("▲\"\":\"x\"", "SOR1204 environment[\"\"]")]
    [InlineData("▲\"SOR_STAGE\":\"x\"", "SOR1208 environment.SOR_STAGE")]
    [InlineData("▲\"_HANDLER\":\"x\"", "SOR1208 environment._HANDLER")]
    [InlineData("▲\"AWS_LAMBDA_RUNTIME_API\":\"x\"", "SOR1208 environment.AWS_LAMBDA_RUNTIME_API")]
    [InlineData("\"A\":▲1", "SOR1201 environment.A")]
    [InlineData("\"A\":▲null", "SOR1201 environment.A")]
    [InlineData("\"A\":▲\"\\u0000\"", "SOR1207 environment.A")]
    public void Rejects_variables_that_cannot_be_set(string variable, string problem) =>
        Read.RefusedAt(Echo($"\"environment\":{{{variable}}}"), problem);

    [Fact]
    public void Never_shows_the_value_of_a_variable()
    {
        var diagnostics = Read.Refused(Echo("\"environment\":{\"PIN\":987654,\"TOKEN\":\"se\\u0000cret\",\"LONG\":\"" + new string('s', 70_000) + "\"}"));

        Assert.Equal(3, diagnostics.Count);
        Assert.All(diagnostics, static diagnostic => Assert.DoesNotMatch("987|se.cret|sss", diagnostic.ToString()));
    }

    [Theory]
    [InlineData("./a")]
    [InlineData("./middlewares/a.sh")]
    [InlineData("jwt")]
    [InlineData("a.b-c_d")]
    public void Accepts_references_to_middlewares(string use) => Assert.Equal(use, Read.Accepted(Stage($"\"use\":\"{use}\"")).Pipeline[0].Use);

    [Theory]
    [InlineData("")]
    [InlineData(" jwt")]
    [InlineData("/opt/middlewares/jwt")]
    [InlineData("../jwt")]
    [InlineData("./../jwt")]
    [InlineData("./a/../b")]
    [InlineData("./a//b")]
    [InlineData("./")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("a b")]
    [InlineData("a\\\\b")]
    public void Rejects_other_references(string use) => Read.RefusedAt(Stage($"\"use\":▲\"{use}\""), "SOR1209 pipeline[0].use");

    [Fact]
    public void Rejects_a_stage_that_names_no_middleware() => Read.RefusedAt(Echo("\"pipeline\":[▲{\"kind\":\"exec\"}]"), "SOR1103 pipeline[0].use");

    [Theory]
    [InlineData("\"use\":▲1", "SOR1201 pipeline[0].use")]
    [InlineData("\"use\":\"x\",\"kind\":▲\"frame\"", "SOR1203 pipeline[0].kind")]
    [InlineData("\"use\":▲\"./x\",\"kind\":\"built-in\"", "SOR1209 pipeline[0].use")]
    [InlineData("\"use\":\"x\",\"phases\":▲[]", "SOR1201 pipeline[0].phases")]
    [InlineData("\"use\":\"x\",\"phases\":▲\"before\"", "SOR1201 pipeline[0].phases")]
    [InlineData("\"use\":\"x\",\"phases\":[▲\"handle\"]", "SOR1203 pipeline[0].phases[0]")]
    [InlineData("\"use\":\"x\",\"phases\":[\"after\",▲\"after\"]", "SOR1203 pipeline[0].phases[1]")]
    [InlineData("\"use\":\"x\",\"name\":▲\"-x\"", "SOR1204 pipeline[0].name")]
    [InlineData("\"use\":▲\"./a b\"", "SOR1204 pipeline[0].name")]
    [InlineData("\"use\":\"x\",\"config\":▲[]", "SOR1201 pipeline[0].config")]
    [InlineData("\"use\":\"x\",\"standby\":▲\"yes\"", "SOR1201 pipeline[0].standby")]
    [InlineData("\"use\":\"x\",\"standbySettleMs\":▲1001", "SOR1202 pipeline[0].standbySettleMs")]
    [InlineData("\"use\":\"x\",\"kind\":\"frames\",\"standby\":▲false", "SOR1302 pipeline[0].standby")]
    [InlineData("\"use\":\"x\",\"outputLimitBytes\":▲0", "SOR1202 pipeline[0].outputLimitBytes")]
    [InlineData("\"use\":\"x\",▲\"policy\":{}", "SOR1102 pipeline[0].policy")]
    [InlineData("\"use\":\"x\",▲\"phase\":[]", "SOR1101 pipeline[0].phase")]
    [InlineData("\"use\":\"x\"},{\"use\":▲\"./a/x\"", "SOR1303 pipeline[1].name")]
    [InlineData("\"use\":\"x\"},{\"use\":\"y\",\"name\":▲\"x\"", "SOR1303 pipeline[1].name")]
    public void Rejects_malformed_stages(string keys, string problem) => Read.RefusedAt(Stage(keys), problem);

    [Fact]
    public void Rejects_more_than_can_be_handed_over()
    {
        var config = Stage($"\"use\":\"x\",\"config\":▲{{\"a\":\"{new string('x', FunctionLimits.StageConfigBytes - 7)}\"}}");
        var stages = string.Join(',', Enumerable.Range(0, FunctionLimits.PipelineStages + 1).Select(static number => $"{{\"use\":\"s{number}\"}}"));
        var variables = string.Join(',', Enumerable.Range(0, FunctionLimits.EnvironmentVariables + 1).Select(static number => $"\"V{number}\":\"\""));
        var command = string.Join(',', Enumerable.Repeat("\"a\"", FunctionLimits.CommandArguments + 1));

        Read.RefusedAt(config, "SOR1207 pipeline[0].config");
        Read.RefusedAt(Echo($"\"pipeline\":▲[{stages}]"), "SOR1207 pipeline");
        Read.RefusedAt(Echo($"\"environment\":▲{{{variables}}}"), "SOR1207 environment");
        Read.RefusedAt(Echo($"\"command\":▲[{command}]"), "SOR1207 command");
    }

    [Theory]
    [MemberData(nameof(Reserved))]
    public void Rejects_every_reserved_key_with_not_yet(string key)
    {
        var diagnostic = Read.RefusedAt(Echo($"▲\"{key}\":1"), $"SOR1102 {key}");

        Assert.StartsWith("not yet: ", diagnostic.Message, StringComparison.Ordinal);
        Read.RefusedAt(Stage($"\"use\":\"x\",▲\"{key}\":1"), $"SOR1102 pipeline[0].{key}");
    }

    public static TheoryData<string> Reserved() => [.. ReservedNames.Keys];

    private static string Echo(string keys) => $$"""{"version":1,"name":"a","runtime":"echo",{{keys}}}""";

    private static string Stage(string keys) => Echo($"\"pipeline\":[{{{keys}}}]");
}
