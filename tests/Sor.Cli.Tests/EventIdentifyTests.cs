using System.Text.Json;
using Sor.TestSupport;

namespace Sor.Cli.Tests;

/// <summary><c>sor event identify</c>, native.</summary>
public sealed class EventIdentifyTests : IDisposable
{
    private const string Message = """{"Records":[{"messageId":"1","eventSource":"aws:sqs"}]}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_kind_is_printed_for_a_file_and_for_STDIN()
    {
        _folder.Write("event.json", Message);

        var file = (await RunAsync("", "event.json")).ShouldExit(0);
        var input = (await RunAsync(Message)).ShouldExit(0);
        var dash = (await RunAsync("\uFEFF" + Message, "-")).ShouldExit(0);

        Assert.All([file, input, dash], static result => Assert.Equal(("sqs\n", ""), (result.Output, result.Error)));
    }

    [Theory]
    [InlineData("""{"version":"2.0","requestContext":{"http":{"method":"GET"},"domainName":"a.lambda-url.eu-west-1.on.aws"}}""", "function-url")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"t","requestContext":{"elb":{}}}""", "cloudevent")]
    [InlineData("""[{"eventSource":"aws:sqs"}]""", "pipes-batch")]
    [InlineData("[]", "raw")]
    [InlineData(" 12345678901234567890 ", "raw")]
    [InlineData("\"text\"", "raw")]
    [InlineData("""{"Records":[]}""", "raw")]
    public async Task Any_JSON_has_a_kind(string json, string kind) => Assert.Equal(kind + "\n", (await RunAsync(json)).ShouldExit(0).Output);

    [Fact]
    public async Task Explain_tells_the_rule_and_json_all_of_the_kind()
    {
        var explained = (await RunAsync(Message, "--explain")).ShouldExit(0);
        var json = (await RunAsync(Message, "--json")).ShouldExit(0);

        Assert.Equal("sqs  because it has: Records[0].eventSource is aws:sqs\n", explained.Output);
        Assert.Equal("""{"kind":"sqs","rule":"Records[0].eventSource is aws:sqs","isHttp":false,"hasRecords":true}""" + "\n", json.Output);
    }

    [Fact]
    public async Task Kinds_are_listed_without_an_event()
    {
        var text = (await RunAsync("", "--kinds")).ShouldExit(0);
        using var json = JsonDocument.Parse((await RunAsync("", "--kinds", "--json")).ShouldExit(0).Output);

        var names = json.RootElement.GetProperty("kinds").EnumerateArray().Select(static kind => kind.GetProperty("kind").GetString()!).ToArray();
        Assert.Equal(names, text.Output.TrimEnd('\n').Split('\n').Select(static line => line.Split(' ')[0]));
        Assert.Contains("rest-v1", names);
        Assert.Equal("raw", names[^1]);
    }

    [Theory]
    [InlineData("", "is empty: it must be JSON")]
    [InlineData("{\"Records\":[{]}", "/Records/0: is not JSON: line 1, byte 14")]
    [InlineData("{\"Records\":[],\"Records\":[]}", "/Records: 'Records' stands twice")]
    public async Task What_is_no_event_is_refused_with_status_1(string json, string problem)
    {
        var text = (await RunAsync(json)).ShouldExit(1);
        using var asJson = JsonDocument.Parse((await RunAsync(json, "--json")).ShouldExit(1).Output);

        Assert.Equal("", text.Output);
        Assert.Contains($"sor: error SOR3002: the event is not what it must be: {problem}", text.Error, StringComparison.Ordinal);
        var told = asJson.RootElement.GetProperty("problems")[0];
        Assert.Equal("SOR3002", told.GetProperty("code").GetString());
        Assert.EndsWith(problem, told.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_a_mistake_of_the_command_line()
    {
        var missing = (await RunAsync("", "nowhere.json")).ShouldExit(2);
        var folder = (await RunAsync("", ".")).ShouldExit(2);

        Assert.Contains("the event cannot be read: there is no file nowhere.json", missing.Error, StringComparison.Ordinal);
        Assert.Contains("the event cannot be read: . is a folder, or this user may not read it", folder.Error, StringComparison.Ordinal);
    }

    private Task<CliResult> RunAsync(string input, params string[] arguments) => Cli.RunAsync(_folder.Path, ["event", "identify", .. arguments], input);
}
