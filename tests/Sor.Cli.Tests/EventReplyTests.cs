using System.Text.Json;
using Sor.TestSupport;

namespace Sor.Cli.Tests;

/// <summary><c>sor event reply</c>, native.</summary>
public sealed class EventReplyTests : IDisposable
{
    private const string Api = """{"version":"2.0","rawPath":"/","requestContext":{"http":{"method":"GET"}}}""";
    private const string Url = """{"version":"2.0","rawPath":"/","requestContext":{"domainName":"a.lambda-url.eu-west-1.on.aws","http":{"method":"GET"}}}""";
    private const string Rest = """{"httpMethod":"GET","path":"/","requestContext":{}}""";
    private const string Alb = """{"httpMethod":"GET","path":"/","headers":{},"requestContext":{"elb":{}}}""";
    private const string Edge = """{"Records":[{"cf":{"request":{"method":"GET","uri":"/"}}}]}""";
    private const string Response = """{"statusCode":404,"headers":[["X-A","1"]],"body":"no"}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_answer_comes_from_a_file_or_from_STDIN_and_so_may_the_event()
    {
        _folder.Write("event.json", Api);
        _folder.Write("answer.json", Response);

        var file = (await RunAsync("", "--for", "event.json", "answer.json")).ShouldExit(0);
        var input = (await RunAsync(Response, "--for", "event.json")).ShouldExit(0);
        var dash = (await RunAsync(Response, "--for", "event.json", "-", "--json")).ShouldExit(0);
        var fromInput = (await RunAsync(Api, "--for", "-", "answer.json")).ShouldExit(0);

        const string Reply = """{"statusCode":404,"headers":{"x-a":"1"},"cookies":[],"body":"no","isBase64Encoded":false}""";
        Assert.All([file, input, dash, fromInput], static result => Assert.Equal((Reply + "\n", ""), (result.Output, result.Error)));
    }

    [Theory]
    [InlineData(Rest, Response, """{"statusCode":404,"multiValueHeaders":{"x-a":["1"]},"body":"no","isBase64Encoded":false}""")]
    [InlineData(Alb, Response, """{"statusCode":404,"statusDescription":"404 Not Found","headers":{"x-a":"1"},"body":"no","isBase64Encoded":false}""")]
    [InlineData(Api, """{"a": 1.0}""", """{"statusCode":200,"headers":{"content-type":"application/json"},"cookies":[],"body":"{\"a\": 1.0}","isBase64Encoded":false}""")]
    [InlineData(Url, "\"é\"", """{"statusCode":200,"headers":{"content-type":"application/json"},"cookies":[],"body":"\"é\"","isBase64Encoded":false}""")]
    [InlineData(Edge, """{"method":"GET","uri":"/b"}""", """{"method":"GET","uri":"/b"}""")]
    [InlineData("""{"Records":[{"eventSource":"aws:ses","ses":{}}]}""", "null", """{"disposition":"CONTINUE"}""")]
    [InlineData("""{"type":"TOKEN","authorizationToken":"t","methodArn":"arn:m"}""", """{"principalId":"p","policyDocument":{}}""", """{"principalId":"p","policyDocument":{}}""")]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs","messageId":"1"}]}""", """{"batchItemFailures":[{"itemIdentifier":"1"}]}""", """{"batchItemFailures":[{"itemIdentifier":"1"}]}""")]
    [InlineData("{}", " [1.0]\n", "[1.0]")]
    public async Task Each_kind_is_given_what_its_provider_takes(string e, string answer, string reply) =>
        Assert.Equal(reply + "\n", (await ReplyAsync(e, answer)).ShouldExit(0).Output);

    [Fact]
    public async Task What_the_form_cannot_hold_is_said()
    {
        var result = (await ReplyAsync(Alb, """{"statusCode":200,"cookies":["a=1","b=2"]}""")).ShouldExit(0);

        Assert.Equal("""{"statusCode":200,"statusDescription":"200 OK","headers":{"set-cookie":"b=2"},"body":"","isBase64Encoded":false}""" + "\n", result.Output);
        Assert.Equal("sor: warning: the response sets several cookies, and this kind of event takes one set-cookie header: the last stands\n", result.Error);
    }

    [Theory]
    [InlineData(Rest, "{}", "the answer is not what it must be: has no statusCode")]
    [InlineData(Alb, "[]", "the answer is not what it must be: is not a response: an object with statusCode, headers and body")]
    [InlineData(Api, """{"statusCode":99}""", "the answer is not what it must be: /statusCode: is no status of a response: a whole number from 200 to 599")]
    [InlineData(Api, "{", "the answer is not what it must be: is not JSON: line 1, byte 2")]
    [InlineData(Api, "", "the answer is not what it must be: is empty: it must be JSON")]
    [InlineData("""{"Details":{"ContactData":{}}}""", """{"a":[]}""", "the answer is not what it must be: /a: is nested: a contact flow reads a flat object")]
    [InlineData("[", "{}", "the event is not what it must be: is not JSON: line 1, byte 2")]
    public async Task What_is_wrong_is_told_with_status_1_and_its_place(string e, string answer, string problem)
    {
        var text = (await ReplyAsync(e, answer)).ShouldExit(1);
        using var json = JsonDocument.Parse((await ReplyAsync(e, answer, "--json")).ShouldExit(1).Output);

        Assert.Equal("", text.Output);
        Assert.StartsWith($"sor: error SOR3002: {problem}\n  fix:     mend the ", text.Error, StringComparison.Ordinal);
        Assert.Equal(problem, json.RootElement.GetProperty("problems")[0].GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("SOR3001: Option '--for' is required")]
    [InlineData("SOR3002: the event cannot be read: there is no file nowhere.json", "--for", "nowhere.json")]
    [InlineData("SOR3002: the answer cannot be read: there is no file nowhere.json", "--for", "event.json", "nowhere.json")]
    public async Task A_mistake_on_the_command_line_is_status_2(string problem, params string[] arguments)
    {
        _folder.Write("event.json", Api);

        var result = (await RunAsync(Response, arguments)).ShouldExit(2);

        Assert.Equal("", result.Output);
        Assert.StartsWith("sor: error " + problem + "\n  fix:     ", result.Error, StringComparison.Ordinal);
    }

    private Task<CliResult> ReplyAsync(string e, string answer, params string[] options)
    {
        _folder.Write("event.json", e);
        return RunAsync(answer, ["--for", "event.json", .. options]);
    }

    private Task<CliResult> RunAsync(string input, params string[] arguments) => Cli.RunAsync(_folder.Path, ["event", "reply", .. arguments], input);
}
