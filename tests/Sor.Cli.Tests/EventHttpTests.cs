using System.Text.Json;
using Sor.TestSupport;

namespace Sor.Cli.Tests;

/// <summary><c>sor event http</c>, native.</summary>
public sealed class EventHttpTests : IDisposable
{
    private const string Api = """
        {"version":"2.0","rawPath":"/beta/a b","rawQueryString":"x=%20","cookies":["a=1","b=2"],"headers":{"host":"h.example"},"body":"aGk=","isBase64Encoded":true,
         "requestContext":{"stage":"beta","http":{"method":"POST","sourceIp":"192.0.2.1","protocol":"HTTP/1.1"}}}
        """;

    private const string Alb = """
        {"httpMethod":"GET","path":"/shop/x","queryStringParameters":{"q":"x+y"},"headers":{"host":"h","x-forwarded-for":"192.0.2.1, 192.0.2.2"},"body":"","isBase64Encoded":false,
         "requestContext":{"elb":{"targetGroupArn":"a"}}}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_request_is_printed_for_a_file_and_for_STDIN()
    {
        _folder.Write("event.json", Api);

        var file = (await RunAsync("", "event.json")).ShouldExit(0);
        var input = (await RunAsync(Api)).ShouldExit(0);
        var dash = (await RunAsync("\uFEFF" + Api, "-", "--json")).ShouldExit(0);

        const string Request = """{"kind":"http-api-v2","method":"POST","target":"/a%20b?x=%20","path":"/a%20b","pathBase":"/beta","query":"x=%20","scheme":"https","host":"h.example","port":443,"remoteIp":"192.0.2.1","protocol":"HTTP/1.1","headers":[["host","h.example"],["cookie","a=1; b=2"],["content-length","2"],["x-forwarded-prefix","/beta"]],"body":"aGk=","bodyEncoding":"base64","routeParams":null,"stage":"beta","responseMode":"headers"}""";
        Assert.All([file, input, dash], static result => Assert.Equal((Request + "\n", ""), (result.Output, result.Error)));
    }

    [Theory]
    [InlineData("/a%20b", "/beta")]
    [InlineData("/a%20b", "/beta", "--strip-stage")]
    [InlineData("/a%20b", "/beta", "--strip-stage=true")]
    [InlineData("/beta/a%20b", "", "--strip-stage=false")]
    [InlineData("/beta/a%20b", "", "--strip-stage", "false")]
    [InlineData("/", "/beta/a%20b", "--base-path", "/a%20b")]
    public async Task The_stage_and_a_base_path_are_taken_from_the_path(string path, string pathBase, params string[] options)
    {
        using var request = JsonDocument.Parse((await RunAsync(Api, options)).ShouldExit(0).Output);

        Assert.Equal((path, pathBase), (request.RootElement.GetProperty("path").GetString(), request.RootElement.GetProperty("pathBase").GetString()));
    }

    [Theory]
    [InlineData("192.0.2.2")]
    [InlineData("192.0.2.1", "--trusted-hops", "1")]
    public async Task Proxies_of_ones_own_are_passed_over(string remoteIp, params string[] options)
    {
        using var request = JsonDocument.Parse((await RunAsync(Alb, options)).ShouldExit(0).Output);

        Assert.Equal((remoteIp, "/shop/x?q=x+y"), (request.RootElement.GetProperty("remoteIp").GetString(), request.RootElement.GetProperty("target").GetString()));
    }

    [Theory]
    [InlineData("{}", "is no HTTP request: its kind is raw")]
    [InlineData("""{"httpMethod":"G T","path":"/","requestContext":{}}""", "/httpMethod: ")]
    [InlineData("""{"httpMethod":"GET","path":"/","headers":{"a":"b\r\nc: d"},"requestContext":{}}""", "/headers/a: is no value of a header: it has a carriage return, a line feed or a NUL in it")]
    [InlineData("""{"httpMethod":"GET","path":"/","body":"!","isBase64Encoded":true,"requestContext":{}}""", "/body: is not base64")]
    [InlineData("{\"httpMethod\":", "/httpMethod: is not JSON: line 1, byte 15")]
    public async Task What_is_no_request_is_refused_with_status_1_and_its_place(string json, string problem)
    {
        var text = (await RunAsync(json)).ShouldExit(1);
        using var asJson = JsonDocument.Parse((await RunAsync(json, "--json")).ShouldExit(1).Output);

        Assert.Equal("", text.Output);
        Assert.StartsWith($"sor: error SOR3002: the event is not what it must be: {problem}", text.Error, StringComparison.Ordinal);
        Assert.StartsWith($"the event is not what it must be: {problem}", asJson.RootElement.GetProperty("problems")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SOR3002: the event cannot be read: there is no file nowhere.json", "nowhere.json")]
    [InlineData("SOR3002: the event cannot be read: . is a folder, or this user may not read it", ".")]
    [InlineData("SOR3001: --trusted-hops must be 0 or more", "--trusted-hops", "-1")]
    [InlineData("SOR3001: there is no option \"--bad\"", "--bad")]
    public async Task A_mistake_on_the_command_line_is_status_2(string problem, params string[] arguments)
    {
        var result = (await RunAsync(Api, arguments)).ShouldExit(2);

        Assert.Equal("", result.Output);
        Assert.StartsWith("sor: error " + problem + "\n  fix:     ", result.Error, StringComparison.Ordinal);
    }

    private Task<CliResult> RunAsync(string input, params string[] arguments) => Cli.RunAsync(_folder.Path, ["event", "http", .. arguments], input);
}
