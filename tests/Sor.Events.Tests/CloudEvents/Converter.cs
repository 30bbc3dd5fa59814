using System.Buffers;
using System.Text;
using System.Text.Json;
using Sor.Events.CloudEvents;

namespace Sor.Events.Tests.CloudEvents;

/// <summary>Converts events as a function in Ireland would.</summary>
internal static class Converter
{
    public const string RequestId = "REQ";
    public const string FunctionArn = "arn:aws:lambda:eu-west-1:111122223333:function:f";

    public static JsonElement[] Convert(string json, CloudEventMode mode = CloudEventMode.Record, EventKind? kind = null) =>
        Convert(json, new CloudEventOptions { Mode = mode, FunctionArn = FunctionArn }, kind);

    public static JsonElement[] Convert(string json, CloudEventOptions options, EventKind? kind = null)
    {
        var document = Load(json);
        if (kind is not null)
            Assert.Equal(kind, document.Kind);
        var view = new CloudEventsView(options);
        var output = new ArrayBufferWriter<byte>();
        view.Write(document, RequestId, output);

        // What is said about places is what stands there.
        var events = JsonDocument.Parse(output.WrittenMemory).RootElement.EnumerateArray().ToArray();
        Assert.Equal(events.Length, view.Events.Length);
        for (var i = 0; i < events.Length; i++)
        {
            var place = view.Events[i];
            Assert.Equal(events[i].GetRawText(), Encoding.UTF8.GetString(output.WrittenSpan.Slice(place.Start, place.Length)));
            Assert.InRange(place.Record, 0, view.RecordCount - 1);
            CloudEventRules.Check(events[i]);
        }

        return events;
    }

    public static EventDocument Load(string json)
    {
        var document = new EventDocument();
        document.Load(Encoding.UTF8.GetBytes(json));
        return document;
    }

    /// <summary>The value at a JSON pointer.</summary>
    public static JsonElement At(string json, string pointer)
    {
        var value = JsonDocument.Parse(json).RootElement;
        foreach (var step in pointer.Split('/').Skip(1).Select(step => step.Replace("~1", "/", StringComparison.Ordinal)))
            value = value.ValueKind == JsonValueKind.Array ? value[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : value.GetProperty(step);
        return value;
    }
}
