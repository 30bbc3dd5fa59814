using System.Buffers;
using System.Globalization;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents.SystemTextJson;
using Sor.Events;
using Sor.Events.CloudEvents;
using Sor.Events.CloudEvents.Formats;
using Theirs = CloudNative.CloudEvents.CloudEvent;

namespace Sor.MicroBenchmarks;

/// <summary>
/// Events as CloudEvents: against the CNCF's library for .NET, which is given what is known of the event here, and batches as they grow.
/// </summary>
internal static class CloudEventCases
{
    private const double MinRatio = 2.5;
    private const double MaxGrowth = 1.5;
    private const int Records = 1000;
    private const string RequestId = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";

    private static readonly CloudEventOptions s_options = new() { FunctionArn = "arn:aws:lambda:eu-west-1:123456789012:function:orders" };
    private static readonly ContentType s_json = new("application/json");

    internal static IEnumerable<Comparison> Comparisons()
    {
        var output = new ArrayBufferWriter<byte>(16 * 1024);
        var (ours, theirs) = (Writer(HttpApiEvent.Bytes, output), (Action)(() => _ = EncodeTheirs()));
        RequireSame(output, ours);
        yield return new($"HTTP API event of {HttpApiEvent.Bytes.Length} bytes, written as a structured CloudEvent", ours, theirs, MinRatio);

        var structured = EncodeTheirs().ToArray();
        var (document, format, read) = (new EventDocument(), new StructuredFormat(), new CloudEvent());
        var formatter = new JsonEventFormatter();
        yield return new(
            "the same CloudEvent, read",
            () =>
            {
                document.Load(structured);
                format.Read(document, document.Root, read);
            },
            () => formatter.DecodeStructuredModeMessage(structured, s_json, null),
            MinRatio);
    }

    internal static IEnumerable<Growth> Growths()
    {
        yield return new("batch of Kinesis, written as CloudEvents", static count => Writer(Batch(count), new ArrayBufferWriter<byte>()), Records, MaxGrowth);
    }

    private static Action Writer(byte[] json, ArrayBufferWriter<byte> output)
    {
        var document = new EventDocument();
        var view = new CloudEventsView(s_options);
        return () =>
        {
            output.ResetWrittenCount();
            document.Load(json);
            view.Write(document, RequestId, output);
        };
    }

    private static ReadOnlyMemory<byte> EncodeTheirs()
    {
        using var document = JsonDocument.Parse(HttpApiEvent.Bytes);
        var root = document.RootElement;
        var context = root.GetProperty("requestContext");
        var made = new Theirs
        {
            Id = context.GetProperty("requestId").GetString(),
            Source = new Uri("https://" + context.GetProperty("domainName").GetString()),
            Type = "com.amazon.execute-api.http.request",
            Subject = context.GetProperty("http").GetProperty("method").GetString() + " " + root.GetProperty("rawPath").GetString(),
            Time = DateTimeOffset.FromUnixTimeMilliseconds(context.GetProperty("timeEpoch").GetInt64()),
            DataContentType = "application/json",
            Data = root,
        };
        return new JsonEventFormatter().EncodeStructuredModeMessage(made, out _);
    }

    // A comparison of two different results would say nothing.
    private static void RequireSame(ArrayBufferWriter<byte> output, Action ours)
    {
        ours();
        using var written = JsonDocument.Parse(output.WrittenMemory);
        using var other = JsonDocument.Parse(EncodeTheirs());
        foreach (var member in other.RootElement.EnumerateObject())
        {
            // They end a host with a slash, and keep fractions of a second that are none.
            if (member.Name is not ("source" or "time") && !JsonElement.DeepEquals(member.Value, written.RootElement[0].GetProperty(member.Name)))
                throw new InvalidOperationException($"{member.Name} differs: {member.Value} and {written.RootElement[0].GetProperty(member.Name)}");
        }
    }

    private static byte[] Batch(int count)
    {
        var text = new StringBuilder("{\"Records\":[");
        for (var i = 0; i < count; i++)
        {
            _ = text.Append(i == 0 ? "" : ",").Append(
                CultureInfo.InvariantCulture,
                $$"""{"kinesis":{"kinesisSchemaVersion":"1.0","partitionKey":"customer-{{i % 97}}","sequenceNumber":"49590338271490256608559692538361571095921575989136{{i:000000}}","data":"SGVsbG8sIHRoaXMgaXMgYSB0ZXN0LiBIZWxsbywgdGhpcyBpcyBhIHRlc3Qu","approximateArrivalTimestamp":1545084650.987},"eventSource":"aws:kinesis","eventVersion":"1.0","eventID":"shardId-000000000006:{{i:000000}}","eventName":"aws:kinesis:record","invokeIdentityArn":"arn:aws:iam::123456789012:role/lambda-role","awsRegion":"us-east-2","eventSourceARN":"arn:aws:kinesis:us-east-2:123456789012:stream/lambda-stream"}""");
        }

        return Encoding.UTF8.GetBytes(text.Append("]}").ToString());
    }
}
