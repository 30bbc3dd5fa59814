using System.Text.Json;
using Sor.TestSupport;

namespace Sor.Cli.Tests;

/// <summary><c>sor event cloudevents</c>, native.</summary>
public sealed class EventCloudEventsTests : IDisposable
{
    private const string Event = """{"Records":[{"messageId":"m1","body":"{\"n\":1.0}","eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:r:1:q"},{"messageId":"m2","body":"é","eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:r:1:q"}]}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("record", "m1,m2", "application/json,application/json")]
    [InlineData("payload", "m1,m2", "application/json,text/plain")]
    [InlineData("batch", "m1,m2", "application/json,application/json")]
    [InlineData("whole", "00000000-0000-4000-8000-000000000000", "application/json")]
    public async Task Each_mode_prints_an_array(string mode, string ids, string types)
    {
        var output = (await Cli.RunAsync(_folder.Path, ["event", "cloudevents", "--mode", mode], Event)).ShouldExit(0).Output;

        using var events = JsonDocument.Parse(output);
        Assert.Equal(ids, string.Join(',', events.RootElement.EnumerateArray().Select(e => e.GetProperty("id").GetString())));
        Assert.Equal(types, string.Join(',', events.RootElement.EnumerateArray().Select(e => e.GetProperty("datacontenttype").GetString())));
    }

    [Fact]
    public async Task The_invocation_can_be_named()
    {
        var output = (await Cli.RunAsync(_folder.Path, ["event", "cloudevents", "--request-id", "abc", "--function-arn", "arn:aws-cn:lambda:r:9:function:g"], "{}")).ShouldExit(0).Output;

        Assert.Equal("""[{"specversion":"1.0","type":"com.amazon.lambda.invoke","id":"abc","source":"arn:aws-cn:lambda:r:9:function:g","datacontenttype":"application/json","data":{}}]""" + "\n", output);
    }

    [Fact]
    public async Task A_wrong_event_is_refused_with_its_place()
    {
        var result = await Cli.RunAsync(_folder.Path, ["event", "cloudevents", "--json"], """{"awslogs":{"data":"AAAA"}}""");

        result.ShouldExit(1);
        Assert.Contains("/awslogs/data: is neither gzip nor zlib", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_read_as_STDIN_is()
    {
        _folder.Write("event.json", Event);

        var file = (await Cli.RunAsync(_folder.Path, ["event", "cloudevents", "event.json"])).ShouldExit(0).Output;

        Assert.Equal((await Cli.RunAsync(_folder.Path, ["event", "cloudevents", "-", "--json"], Event)).ShouldExit(0).Output, file);
        Assert.Equal(file, (await Cli.RunAsync(_folder.Path, ["event", "cloudevents", "--mode", "record"], Event)).ShouldExit(0).Output);
    }

    [Fact]
    public async Task What_is_carried_stays_inside_when_it_shall()
    {
        const string Carrier = """{"Records":[{"messageId":"m1","body":"{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"/s\",\"type\":\"t\"}","eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:r:1:q"}]}""";

        var unwrapped = (await Cli.RunAsync(_folder.Path, ["event", "cloudevents"], Carrier)).ShouldExit(0).Output;
        var inside = (await Cli.RunAsync(_folder.Path, ["event", "cloudevents", "--no-unwrap"], Carrier)).ShouldExit(0).Output;

        Assert.Equal("""[{"specversion":"1.0","id":"i","source":"/s","type":"t"}]""" + "\n", unwrapped);
        Assert.Contains("\"id\":\"m1\"", inside, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_is_what_it_tells_of_unless_that_is_not_wanted()
    {
        var request = (await Cli.RunAsync(_folder.Path, ["event", "sample", "github", "push", "--seed", "1", "--time", "2024-01-01T00:00:00Z"])).ShouldExit(0).Output;

        var told = (await Cli.RunAsync(_folder.Path, ["event", "cloudevents"], request)).ShouldExit(0).Output;
        var left = (await Cli.RunAsync(_folder.Path, ["event", "cloudevents", "--no-webhooks"], request)).ShouldExit(0).Output;

        Assert.Contains("\"type\":\"com.github.push\",\"subject\":\"refs/heads/main\",\"time\":\"2024-01-01T00:00:00.000Z\"", told, StringComparison.Ordinal);
        Assert.Contains("\"type\":\"com.amazon.execute-api.http.request\"", left, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_of_CouchDB_is_one_when_it_is_said()
    {
        const string Row = """{"seq":"3-g1AAAA","id":"doc","changes":[{"rev":"2-7051cb"}],"deleted":true}""";

        var said = (await Cli.RunAsync(_folder.Path, ["event", "cloudevents", "--couchdb", "https://couch.example/db", "--time", "2024-01-01T00:00:00Z"], Row)).ShouldExit(0).Output;
        var alike = (await Cli.RunAsync(_folder.Path, ["event", "cloudevents"], Row)).ShouldExit(0).Output;

        Assert.Equal(
            """[{"specversion":"1.0","id":"3-g1AAAA","source":"https://couch.example/db","type":"org.apache.couchdb.document.deleted","subject":"doc","time":"2024-01-01T00:00:00Z","datacontenttype":"application/json","data":[{"rev":"2-7051cb"}]}]""" + "\n",
            said);
        Assert.Contains("\"type\":\"com.amazon.lambda.invoke\"", alike, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_batch_is_none() =>
        Assert.Equal("[]\n", (await Cli.RunAsync(_folder.Path, ["event", "cloudevents"], """{"Records":[]}""")).ShouldExit(0).Output);

    [Fact]
    public async Task Another_mode_is_refused() =>
        (await Cli.RunAsync(_folder.Path, ["event", "cloudevents", "--mode", "records"], Event)).ShouldExit(2);
}
