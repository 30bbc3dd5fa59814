using System.Text.Json;
using Sor.Events.CloudEvents;
using Sor.Events.CloudEvents.Sources;

namespace Sor.Events.Tests.CloudEvents;

public sealed class LogsTests
{
    private const string Logs = """{"messageType":"DATA_MESSAGE","owner":"1","logGroup":"g","logStream":"s","logEvents":[{"id":"1","timestamp":1440442987000,"message":"m"}]}""";

    [Fact]
    public void Members_of_gzip_are_one_text() =>
        Assert.Equal("1", Assert.Single(Convert(Packed.Gzip(Logs[..40], "", Logs[40..]))).GetProperty("id").GetString());

    [Fact]
    public void Zlib_is_unpacked_too() => Assert.Equal("1", Assert.Single(Convert(Packed.Zlib(Logs))).GetProperty("id").GetString());

    [Fact]
    public void A_control_message_is_no_event() => Assert.Empty(Convert(Packed.Gzip("""{"messageType":"CONTROL_MESSAGE","logEvents":[{"id":"","timestamp":1,"message":"CWL CONTROL MESSAGE: Checking health of destination"}]}""")));

    [Fact]
    public void The_whole_packet_has_the_attributes_of_its_first_line()
    {
        var only = Assert.Single(Convert(Packed.Gzip(Logs), CloudEventMode.Whole));

        Assert.Equal(("1", "com.amazon.logs.log.batch", "s", Logs), (only.GetProperty("id").GetString(), only.GetProperty("type").GetString(), only.GetProperty("subject").GetString(), only.GetProperty("data").GetRawText()));
    }

    [Theory]
    [InlineData("", "is neither gzip nor zlib")]
    [InlineData("AAAA", "is neither gzip nor zlib")]
    [InlineData("H4sIAAAAAAAA", "ends early")]
    [InlineData("%%%", "is not base64")]
    public void What_cannot_be_unpacked_is_said(string data, string problem)
    {
        var error = Assert.Throws<EventFormatException>(() => Convert(data));

        Assert.Equal("/awslogs/data", error.Place);
        Assert.StartsWith(problem, error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void What_becomes_too_large_is_refused()
    {
        var error = Assert.Throws<EventFormatException>(() => Convert(Packed.Gzip(new string(' ', LogsSource.MaxLogsBytes + 1))));

        Assert.StartsWith("is more than", error.Problem, StringComparison.Ordinal);
    }

    private static JsonElement[] Convert(string data, CloudEventMode mode = CloudEventMode.Record) => Converter.Convert($$$"""{"awslogs":{"data":"{{{data}}}"}}""", mode);
}
