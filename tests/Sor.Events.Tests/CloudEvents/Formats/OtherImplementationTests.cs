using System.Buffers;
using System.Net.Mime;
using System.Text;
using CloudNative.CloudEvents.SystemTextJson;
using Sor.Events.CloudEvents.Formats;
using Theirs = CloudNative.CloudEvents.CloudEvent;

namespace Sor.Events.Tests.CloudEvents.Formats;

/// <summary>The CNCF's library for .NET reads what is written here, and what it writes is read.</summary>
public sealed class OtherImplementationTests
{
    private static readonly ContentType s_json = new("application/json");

    private readonly JsonEventFormatter _formatter = new();

    [Theory]
    [InlineData("\"x\":\"true\",\"subject\":\"é 😀 %\",\"time\":\"2026-01-31T12:00:00.500+02:00\",\"datacontenttype\":\"application/json\",\"data\":{\"a\":[1.50,null]}")]
    [InlineData("\"datacontenttype\":\"text/plain\",\"data\":\"a\\\"b\"")]
    [InlineData("\"datacontenttype\":\"image/png\",\"data_base64\":\"/wA=\"")]
    [InlineData("\"datacontenttype\":\"application/json\",\"data\":\"\\\"x\\\"\"")]
    public void Events_go_to_it_and_come_back(string members)
    {
        var json = $"{{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",{members}}}";
        var ours = Convert(json, ContentMode.Structured, ContentMode.Structured);
        var batch = Convert(json, ContentMode.Structured, ContentMode.Batch);

        var read = _formatter.DecodeStructuredModeMessage(Encoding.UTF8.GetBytes(ours), s_json, null);
        var readOfBatch = _formatter.DecodeBatchModeMessage(Encoding.UTF8.GetBytes(batch), s_json, null);
        var written = Encoding.UTF8.GetString(_formatter.EncodeStructuredModeMessage(read, out _).Span);
        var writtenBatch = Encoding.UTF8.GetString(_formatter.EncodeBatchModeMessage(readOfBatch, out _).Span);

        Same(ours, Convert(written, ContentMode.Structured, ContentMode.Structured));
        Same(ours, Convert(writtenBatch, ContentMode.Batch, ContentMode.Structured));
        AssertSame(read, Assert.Single(readOfBatch));
        var body = _formatter.EncodeBinaryModeEventData(read).ToArray();
        if (members.Contains("application/json", StringComparison.Ordinal))
            Same(Encoding.UTF8.GetString(Body(ours)), Encoding.UTF8.GetString(body));
        else
            Assert.Equal(body, Body(ours));
    }

    private static void AssertSame(Theirs one, Theirs other) => Assert.Equal(Attributes(one), Attributes(other));

    private static IEnumerable<(string Name, string Value)> Attributes(Theirs cloudEvent) => cloudEvent.GetPopulatedAttributes().Select(static a => (a.Key.Name, a.Key.Format(a.Value)));

    // The order of attributes, and spaces in JSON, are nobody's concern.
    private static void Same(string one, string other) =>
        Assert.True(System.Text.Json.Nodes.JsonNode.DeepEquals(System.Text.Json.Nodes.JsonNode.Parse(one), System.Text.Json.Nodes.JsonNode.Parse(other)), $"{one}\n{other}");

    private static byte[] Body(string json)
    {
        var converter = new FormatConverter();
        converter.Convert(Encoding.UTF8.GetBytes(json), ContentMode.Structured, ContentMode.Binary, new ArrayBufferWriter<byte>());
        return converter.Event.Data.ToArray();
    }

    private static string Convert(string json, ContentMode from, ContentMode to)
    {
        var output = new ArrayBufferWriter<byte>();
        new FormatConverter().Convert(Encoding.UTF8.GetBytes(json), from, to, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
