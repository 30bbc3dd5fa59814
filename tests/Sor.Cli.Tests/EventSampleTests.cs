using System.Text.Json;
using Sor.TestSupport;

namespace Sor.Cli.Tests;

/// <summary><c>sor event sample</c>, native.</summary>
public sealed class EventSampleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_sample_is_an_event_of_its_kind()
    {
        var sample = (await RunAsync("sqs", "receive-message", "--count", "3")).ShouldExit(0);
        var kind = (await Cli.RunAsync(_folder.Path, ["event", "identify"], sample.Output)).ShouldExit(0);

        using var json = JsonDocument.Parse(sample.Output);
        Assert.Equal(3, json.RootElement.GetProperty("Records").GetArrayLength());
        Assert.StartsWith("{\n  \"Records\": [\n", sample.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n}\n", sample.Output, StringComparison.Ordinal);
        Assert.Equal("sqs\n", kind.Output);
    }

    [Fact]
    public async Task Seed_and_time_make_the_same_bytes_and_without_them_ids_are_new()
    {
        string[] pinned = ["s3/put", "--seed", "7", "--time", "2024-02-29T13:00:00.5+01:00"];

        var first = (await RunAsync(pinned)).ShouldExit(0).Output;
        var second = (await RunAsync(["s3", "put", .. pinned[1..]])).ShouldExit(0).Output;
        var other = (await RunAsync("s3/put")).ShouldExit(0).Output;
        var another = (await RunAsync("s3/put")).ShouldExit(0).Output;

        Assert.Equal(first, second);
        Assert.Contains("\"eventTime\": \"2024-02-29T12:00:00.500Z\"", first, StringComparison.Ordinal);
        Assert.NotEqual(other, another);
    }

    [Fact]
    public async Task Parameters_may_hold_anything()
    {
        var text = (await RunAsync("sqs/receive-message", "--set", "body=a=\"b\"\nü", "--set", "queue-name=Q")).ShouldExit(0);

        using var json = JsonDocument.Parse(text.Output);
        var message = json.RootElement.GetProperty("Records")[0];
        Assert.Equal("a=\"b\"\nü", message.GetProperty("body").GetString());
        Assert.EndsWith(":Q", message.GetProperty("eventSourceARN").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_payload_may_come_from_a_file_or_from_STDIN()
    {
        await File.WriteAllBytesAsync(_folder["body.bin"], [0xFF, 0x00, 0x01]);

        var file = (await RunAsync("alb/request", "--body-file", "body.bin")).ShouldExit(0);
        var input = (await Cli.RunAsync(_folder.Path, ["event", "sample", "eventbridge", "event", "--body-file", "-"], """{"n":1.10}""")).ShouldExit(0);

        Assert.Contains("\"body\": \"/wAB\"", file.Output, StringComparison.Ordinal);
        Assert.Contains("\"n\": 1.10", input.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_has_names_kinds_and_defaults()
    {
        var text = (await RunAsync("list")).ShouldExit(0).Output;
        using var json = JsonDocument.Parse((await RunAsync("list", "--json")).ShouldExit(0).Output);

        var samples = json.RootElement.GetProperty("samples").EnumerateArray().ToArray();
        var message = samples.Single(static sample => sample.GetProperty("name").GetString() == "sqs receive-message");
        Assert.Equal("Hello from SQS!", message.GetProperty("parameters").GetProperty("body").GetString());
        Assert.Equal("body", message.GetProperty("body").GetString());
        Assert.All(samples, sample => Assert.Contains($"{sample.GetProperty("name").GetString()}  ({sample.GetProperty("kind").GetString()})", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("there is no sample 'sqs'", "take one of: sqs receive-message, sqs receive-message-fifo", "sqs")]
    [InlineData("there is no sample 'no thing'", "`sor event sample list` has all names", "no", "thing")]
    [InlineData("sqs receive-message has no parameter 'colour'", "it has partition, region, ", "sqs/receive-message", "--set", "colour=red")]
    [InlineData("'body' sets nothing", "write --set KEY=VALUE", "sqs/receive-message", "--set", "body")]
    [InlineData("alb request is one event, not a batch", "leave the number out", "alb/request", "--count", "2")]
    [InlineData("0 records cannot be made", "give a number from 1 to 10000", "sqs/receive-message", "--count", "0")]
    [InlineData("'yesterday' is no time", "give it as 2024-01-01T12:00:00Z", "sqs/receive-message", "--time", "yesterday")]
    [InlineData("'detail' is not JSON: {", "give a JSON value", "eventbridge/event", "--set", "detail={")]
    [InlineData("the payload cannot be read: ", "name a file that can be read", "sqs/receive-message", "--body-file", "nowhere")]
    [InlineData("iot button has no payload of its own", "leave --body-file out", "iot/button", "--body-file", "x")]
    [InlineData("--body-file and --set body give the same", "give one of them", "sqs/receive-message", "--set", "body=x", "--body-file", "x")]
    [InlineData("there is no option \"--bad\"", "see sor event sample --help", "sqs/receive-message", "--bad")]
    public async Task A_mistake_says_how_to_mend_it_and_gives_status_2(string problem, string fix, params string[] arguments)
    {
        var result = (await RunAsync(arguments)).ShouldExit(2);

        Assert.Equal("", result.Output);
        Assert.Contains($"sor: error SOR3001: {problem}", result.Error, StringComparison.Ordinal);
        Assert.Contains($"  fix:     {fix}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_is_JSON_when_asked_for()
    {
        using var json = JsonDocument.Parse((await RunAsync("sqs", "--json")).ShouldExit(2).Output);

        Assert.Equal("there is no sample 'sqs'", json.RootElement.GetProperty("problems")[0].GetProperty("message").GetString());
    }

    private Task<CliResult> RunAsync(params string[] arguments) => Cli.RunAsync(_folder.Path, ["event", "sample", .. arguments]);
}
