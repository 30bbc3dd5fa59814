using System.Buffers;
using System.Text;
using Sor.Events.CloudEvents.Sources;

namespace Sor.Events.Tests.CloudEvents;

public sealed class EventTimeTests
{
    [Theory]
    [InlineData("1700000000.05", nameof(TimeUnit.Seconds), "2023-11-14T22:13:20.05Z")]
    [InlineData("1700000000", nameof(TimeUnit.Seconds), "2023-11-14T22:13:20Z")]
    [InlineData("1.7E9", nameof(TimeUnit.Seconds), "2023-11-14T22:13:20Z")]
    [InlineData("1.70000000012345678901234E9", nameof(TimeUnit.Seconds), "2023-11-14T22:13:20.123456789Z")]
    [InlineData("170000000005e-2", nameof(TimeUnit.Seconds), "2023-11-14T22:13:20.05Z")]
    [InlineData("1700000000123", nameof(TimeUnit.Seconds), "2023-11-14T22:13:20.123Z")]
    [InlineData("\"1700000000123\"", nameof(TimeUnit.Milliseconds), "2023-11-14T22:13:20.123Z")]
    [InlineData("5", nameof(TimeUnit.Milliseconds), "1970-01-01T00:00:00.005Z")]
    [InlineData("1700000000", nameof(TimeUnit.MillisecondsOrSeconds), "2023-11-14T22:13:20Z")]
    [InlineData("1700000000123", nameof(TimeUnit.MillisecondsOrSeconds), "2023-11-14T22:13:20.123Z")]
    [InlineData("\"1690497599177430\"", nameof(TimeUnit.Microseconds), "2023-07-27T22:39:59.177430Z")]
    [InlineData("253402300799", nameof(TimeUnit.Milliseconds), "1978-01-11T21:31:40.799Z")]
    [InlineData("253402300800000", nameof(TimeUnit.Milliseconds), "")]
    [InlineData("1e99", nameof(TimeUnit.Seconds), "")]
    [InlineData("1e-99", nameof(TimeUnit.Seconds), "1970-01-01T00:00:00.000000000Z")]
    [InlineData("1e999999999999", nameof(TimeUnit.Seconds), "")]
    [InlineData("12345678901234567890123456789012345678901234567890", nameof(TimeUnit.Seconds), "")]
    [InlineData("-1", nameof(TimeUnit.Milliseconds), "")]
    [InlineData("\"\"", nameof(TimeUnit.Milliseconds), "")]
    [InlineData("\".\"", nameof(TimeUnit.Milliseconds), "")]
    [InlineData("\"1.2.3\"", nameof(TimeUnit.Milliseconds), "")]
    [InlineData("\"1e\"", nameof(TimeUnit.Milliseconds), "")]
    [InlineData("\"Jan 1, 1970, 12:33:41 AM\"", nameof(TimeUnit.Milliseconds), "")]
    [InlineData("null", nameof(TimeUnit.Milliseconds), "")]
    [InlineData("true", nameof(TimeUnit.Milliseconds), "")]
    public void A_count_becomes_a_time_digit_by_digit(string json, string unit, string expected)
    {
        var output = new ArrayBufferWriter<byte>();

        EventTime.AppendEpoch(Converter.Load(json).Root, Enum.Parse<TimeUnit>(unit), output);

        Assert.Equal(expected, Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("2023-11-14T22:13:20.000+0000", "2023-11-14T22:13:20.000Z")]
    [InlineData("2024-02-17T11:53:08.431-0530", "2024-02-17T11:53:08.431-05:30")]
    [InlineData("2024-02-17T11:53:08+02:00", "2024-02-17T11:53:08+02:00")]
    [InlineData("2024-02-29T11:53:08Z", "2024-02-29T11:53:08Z")]
    [InlineData("2024-02-29t11:53:08z", "2024-02-29T11:53:08Z")]
    [InlineData("2013-12-03 17:23:34 UTC", "2013-12-03T17:23:34Z")]
    [InlineData("2013-12-03 17:23:34 +0100", "2013-12-03T17:23:34+01:00")]
    [InlineData("2013-12-03 17:23:34 +", "")]
    [InlineData("2013-12-03 17:23:34  +0100", "")]
    [InlineData("2017-06-26T18:41:00.9584103Z", "2017-06-26T18:41:00.9584103Z")]
    [InlineData("2023-02-29T11:53:08Z", "")]
    [InlineData("2023-13-01T11:53:08Z", "")]
    [InlineData("2023-12-01T24:00:00Z", "")]
    [InlineData("2023-12-01T10:00:00.Z", "")]
    [InlineData("2023-12-01T10:00:00", "")]
    [InlineData("2023-12-01T10:00:00+2500", "")]
    [InlineData("12/Mar/2020:19:03:58 +0000", "")]
    [InlineData("0000-01-01T00:00:00Z", "")]
    [InlineData("", "")]
    public void A_time_in_text_becomes_one_of_RFC_3339(string text, string expected)
    {
        var output = new ArrayBufferWriter<byte>();

        EventTime.AppendText(Encoding.UTF8.GetBytes(text), output);

        Assert.Equal(expected, Encoding.UTF8.GetString(output.WrittenSpan));
    }
}
