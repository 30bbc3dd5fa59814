using System.Text.Json;
using Sor.TestSupport;

namespace Sor.Cli.Tests;

/// <summary><c>sor event convert</c> and <c>sor event gcf</c>, native.</summary>
public sealed class EventConvertTests : IDisposable
{
    private const string Structured = """{"specversion":"1.0","id":"1","source":"/s","type":"Order Placed","n":7,"data":"x"}""";
    private const string Binary = """{"headers":[["content-type","application/json"],["ce-specversion","1.0"],["ce-id","1"],["ce-source","/s"],["ce-type","Order%20Placed"],["ce-n","7"]],"body":"\"x\"","bodyEncoding":"utf8"}""";

    // Binary mode has no types: what was a number has become text.
    private const string Again = """{"datacontenttype":"application/json","specversion":"1.0","id":"1","source":"/s","type":"Order Placed","n":"7","data":"x"}""";
    private const string Storage = """{"context":{"eventId":"1","timestamp":"2024-01-01T00:00:00Z","eventType":"google.storage.object.finalize","resource":{"service":"storage.googleapis.com","name":"projects/_/buckets/bk/objects/d/f.txt#17","type":"storage#object"}},"data":{"kind":"storage#object"}}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("structured", "structured", Structured, Structured)]
    [InlineData("structured", "binary", Structured, Binary)]
    [InlineData("structured", "batch", Structured, """[{"specversion":"1.0","id":"1","source":"/s","type":"Order Placed","n":7,"datacontenttype":"application/json","data":"x"}]""")]
    [InlineData("binary", "structured", Binary, Again)]
    [InlineData("binary", "batch", $"[{Binary},{Binary}]", $"[{Again},{Again}]")]
    [InlineData("batch", "structured", $"[{Structured}]", """{"specversion":"1.0","id":"1","source":"/s","type":"Order Placed","n":7,"datacontenttype":"application/json","data":"x"}""")]
    [InlineData("batch", "binary", $"[{Structured},{Structured}]", $"[{Binary},{Binary}]")]
    [InlineData("batch", "batch", "[]", "[]")]
    public async Task Each_mode_becomes_each_other(string from, string to, string input, string output) =>
        Assert.Equal(output + "\n", (await RunAsync("convert", input, "--from", from, "--to", to)).ShouldExit(0).Output);

    [Fact]
    public async Task The_event_comes_from_a_file_or_from_STDIN()
    {
        _folder.Write("event.json", Structured);

        var file = (await RunAsync("convert", "", "event.json", "--from", "structured", "--to", "binary")).ShouldExit(0);
        var dash = (await RunAsync("convert", Structured, "--from", "structured", "--to", "binary", "--json", "-")).ShouldExit(0);

        Assert.Equal((Binary + "\n", Binary + "\n"), (file.Output, dash.Output));
    }

    [Theory]
    [InlineData("batch", Structured, "is no batch: that is an array of CloudEvents")]
    [InlineData("structured", "[]", "is an array: that is a batch, not one structured event")]
    [InlineData("structured", """{"specversion":"1.0","id":1,"source":"/s","type":"t"}""", "/id: is no string")]
    [InlineData("binary", """{"headers":{"ce-id":"1"}}""", "/headers: has no ce-specversion: it is \"1.0\"")]
    [InlineData("binary", """{"headers":{"content-type":"application/cloudevents+json"},"body":"{}"}""", "/headers: has the content-type of a structured event")]
    public async Task What_the_mode_does_not_allow_is_refused_with_status_1_and_its_place(string from, string input, string problem)
    {
        var text = (await RunAsync("convert", input, "--from", from, "--to", "structured")).ShouldExit(1);
        using var json = JsonDocument.Parse((await RunAsync("convert", input, "--from", from, "--to", "structured", "--json")).ShouldExit(1).Output);

        Assert.Equal("", text.Output);
        Assert.StartsWith($"sor: error SOR3002: the event is not what it must be: {problem}\n  fix:     ", text.Error, StringComparison.Ordinal);
        Assert.Equal("the event is not what it must be: " + problem, json.RootElement.GetProperty("problems")[0].GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("convert", "Option '--to' is required", "--from", "batch")]
    [InlineData("convert", "\"legacy\" is none of its words: --to takes binary, structured or batch", "--from", "batch", "--to", "legacy")]
    [InlineData("convert", "\"1\" is none of its words: --from takes binary, structured or batch", "--from", "1", "--to", "batch")]
    [InlineData("cloudevents", "\"records\" is none of its words: --mode takes record, payload, batch or whole", "--mode", "records")]
    [InlineData("gcf", "\"binary\" is none of its words: --to takes cloudevent or legacy", "--to", "binary")]
    [InlineData("gcf", "Option '--to' is required")]
    [InlineData("gcf", "there is no option \"--bad\"", "--to", "legacy", "--bad")]
    public async Task A_mistake_on_the_command_line_is_status_2(string verb, string problem, params string[] arguments)
    {
        var result = (await RunAsync(verb, Structured, arguments)).ShouldExit(2);

        Assert.Equal("", result.Output);
        Assert.Equal($"sor: error SOR3001: {problem}\n  fix:     see sor event {verb} --help\n", result.Error);
    }

    [Fact]
    public async Task An_event_of_Googles_goes_both_ways()
    {
        _folder.Write("event.json", Storage);

        var today = (await RunAsync("gcf", "", "event.json", "--to", "cloudevent")).ShouldExit(0).Output;
        var legacy = (await RunAsync("gcf", today, "--to", "legacy")).ShouldExit(0).Output;
        var message = (await RunAsync("convert", today, "--from", "structured", "--to", "binary")).ShouldExit(0).Output;

        using var json = JsonDocument.Parse(today);
        Assert.Equal("//storage.googleapis.com/projects/_/buckets/bk", json.RootElement.GetProperty("source").GetString());
        Assert.Equal("objects/d/f.txt", json.RootElement.GetProperty("subject").GetString());
        Assert.Equal(today, (await RunAsync("gcf", today, "--to", "cloudevent", "--json")).ShouldExit(0).Output);
        Assert.Contains("\"eventType\":\"google.storage.object.finalize\"", legacy, StringComparison.Ordinal);
        Assert.Equal(legacy, (await RunAsync("gcf", message, "--to", "legacy")).ShouldExit(0).Output);
    }

    [Fact]
    public async Task A_push_is_given_the_topic_of_its_path_and_a_time()
    {
        const string Push = """{"subscription":"projects/p/subscriptions/s","message":{"messageId":"m","data":"aGk="}}""";

        using var json = JsonDocument.Parse((await RunAsync("gcf", Push, "--to", "cloudevent", "--path", "/projects/p/topics/t", "--now", "2024-01-01T00:00:00Z")).ShouldExit(0).Output);

        Assert.Equal("//pubsub.googleapis.com/projects/p/topics/t", json.RootElement.GetProperty("source").GetString());
        Assert.Equal("2024-01-01T00:00:00Z", json.RootElement.GetProperty("time").GetString());
    }

    [Theory]
    [InlineData("cloudevent", """{"data":{},"context":{"eventId":"1","timestamp":"t","eventType":"no.such","resource":"r"}}""")]
    [InlineData("cloudevent", "{}")]
    [InlineData("legacy", """{"specversion":"1.0","id":"1","source":"/s","type":"no.such"}""")]
    public async Task What_has_no_counterpart_is_refused(string to, string input)
    {
        var result = (await RunAsync("gcf", input, "--to", to)).ShouldExit(1);

        Assert.Equal("", result.Output);
        Assert.StartsWith("sor: error SOR3002: the event is not what it must be: ", result.Error, StringComparison.Ordinal);
    }

    private Task<CliResult> RunAsync(string verb, string input, params string[] arguments) => Cli.RunAsync(_folder.Path, ["event", verb, .. arguments], input);
}
