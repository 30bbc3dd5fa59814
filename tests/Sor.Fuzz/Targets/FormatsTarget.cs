using System.Buffers;
using System.Text;
using System.Text.Json;
using Sor.Events;
using Sor.Events.CloudEvents;
using Sor.Events.CloudEvents.Formats;
using Sor.Events.CloudEvents.Google;

namespace Sor.Fuzz;

/// <summary>CloudEvents in binary, structured and batched mode, each into each, and events of Google's background functions, both ways.</summary>
internal sealed class FormatsTarget : IFuzzTarget
{
    private static readonly JsonDocumentOptions s_deep = new() { MaxDepth = EventDocument.MaxDepth + 8 };
    private static readonly ContentMode[] s_modes = Enum.GetValues<ContentMode>();

    private readonly FormatConverter _used = new();
    private readonly EventDocument _document = new();

    public string Name => "formats";

    public IReadOnlyList<byte[]> Dictionary { get; } = [.. ((string[])
    [
        "{", "}", "[", "]", "\"", ":", ",", "null", "true", "-0", "2147483648", "1.0", "\\u0000", "\\ud800", "\\\"", "\\\\", "%41", "%C3%A9", "%c0%a0", "%", "é", "\u0085", "/wA=",
        "\"specversion\":\"1.0\"", "\"id\":\"1\"", "\"source\":\"/s\"", "\"type\":\"t\"", "\"subject\":\"", "\"time\":\"2026-01-31T12:00:00Z\"", "\"dataschema\":\"#1\"", "\"dataversion\":\"1\"",
        "\"datacontenttype\":\"", "application/json", "text/plain; charset=iso-8859-1", "image/png", "\"data\":", "\"data_base64\":\"",
        "\"headers\":[", "[\"ce-id\",\"1\"]", "[\"ce-source\",\"/s\"]", "[\"ce-type\",\"\\\"t\\\"\"]", "[\"ce-specversion\",\"1.0\"]", "[\"CE-X\",\"", "[\"content-type\",\"application/cloudevents+json\"]",
        "[\"content-type\",\"application/cloudevents-batch+json\"]", "\"ce-datacontenttype\"", "\"body\":\"", "\"bodyEncoding\":\"base64\"",
        "\"context\":{", "\"eventId\":\"1\"", "\"timestamp\":\"", "\"eventType\":\"google.storage.object.finalize\"", "\"eventType\":\"google.pubsub.topic.publish\"", "\"resource\":\"projects/",
        "providers/firebase.auth/eventTypes/user.create", "providers/google.firebase.database/eventTypes/ref.write", "providers/cloud.firestore/eventTypes/document.write", "google.cloud.storage.object.v1.finalized",
        "//storage.googleapis.com/", "//pubsub.googleapis.com/", "\"message\":{", "\"messageId\":\"", "\"publishTime\":\"", "\"domain\":\"firebaseio.com\"", "\"metadata\":{", "\"createdAt\":", "\"lastSignInTime\":",
    ]).Select(Property.Utf8)];

    public IReadOnlyList<byte[]> Seeds { get; } = [.. ((string[])
    [
        """{"specversion":"1.0","id":"1","source":"/s","type":"Order Placed","subject":"é","time":"2026-01-31T12:00:00.5+02:00","n":-7,"b":true,"dataschema":"#1","data":{"a":[1.50,null,"\u00e9"]}}""",
        """{"specversion":"1.0","id":"1","source":"/s","type":"t","datacontenttype":"text/plain","data":"a\"b"}""",
        """[{"specversion":"1.0","id":"1","source":"/s","type":"t","datacontenttype":"image/png","data_base64":"/wA="},{"specversion":"1.0","id":"2","source":"/s","type":"t"}]""",
        """{"headers":[["content-type","text/plain"],["ce-id","1"],["ce-source","/s"],["CE-Type","\"a \\\" b\""],["ce-specversion","1.0"],["ce-x","%C3%A9%20"]],"body":"x","bodyEncoding":"utf8"}""",
        """[{"headers":{"content-type":"application/json","ce-id":"1","ce-source":"/s","ce-type":"t","ce-specversion":"1.0"},"body":{"a":1.0}}]""",
        """{"headers":[["content-type","application/cloudevents-batch+json; charset=utf-8"]],"body":"W3sic3BlY3ZlcnNpb24iOiIxLjAiLCJpZCI6IjEiLCJzb3VyY2UiOiIvcyIsInR5cGUiOiJ0In1d","bodyEncoding":"base64"}""",
        """{"context":{"eventId":"1","timestamp":"2024-01-01T00:00:00Z","eventType":"google.storage.object.finalize","resource":{"service":"storage.googleapis.com","name":"projects/_/buckets/b/objects/d/f.txt#17","type":"storage#object"}},"data":{"kind":"storage#object"}}""",
        """{"eventId":"1","timestamp":"2024-01-01T00:00:00Z","eventType":"providers/firebase.auth/eventTypes/user.create","resource":"projects/p","data":{"uid":"u","metadata":{"createdAt":"a","lastSignedInAt":"b"}}}""",
        """{"eventId":"1","timestamp":"2024-01-01T00:00:00Z","eventType":"providers/google.firebase.database/eventTypes/ref.write","resource":"projects/_/instances/i/refs/a/b","domain":"europe-west1.firebasedatabase.app","data":{"data":null,"delta":1}}""",
        """{"subscription":"projects/p/subscriptions/s","message":{"messageId":"m","data":"aGk=","attributes":{"a":"b"}}}""",
        """{"specversion":"1.0","id":"1","source":"//pubsub.googleapis.com/projects/p/topics/t","type":"google.cloud.pubsub.topic.v1.messagePublished","time":"2024-01-01T00:00:00Z","data":{"message":{"data":"aGk=","messageId":"1"}}}""",
    ]).Select(Property.Utf8)];

    public void Execute(byte[] input)
    {
        foreach (var from in s_modes)
        {
            foreach (var to in s_modes)
                ExecuteModes(input, from, to);
        }

        ExecuteGoogle(input);
    }

    private void ExecuteModes(byte[] input, ContentMode from, ContentMode to)
    {
        var output = TryConvert(_used, input, from, to);
        var fresh = TryConvert(new FormatConverter(), input, from, to);
        Property.Same(Text(fresh), Text(output), "a used converter and a fresh one differ");
        if (output is null)
            return;
        using var json = JsonDocument.Parse(output, s_deep);

        // Several events are an array of what one would be.
        var mode = to == ContentMode.Structured && json.RootElement.ValueKind == JsonValueKind.Array ? ContentMode.Batch : to;
        var again = TryConvert(_used, output, mode, mode) ?? throw new InvalidOperationException($"what was written as {mode} is not read");
        if (mode == ContentMode.Binary)
            CheckBinary(json.RootElement, output, again);
        else
            Property.Same(Text(output), Text(again), $"what was written as {mode} is read as something else");
    }

    private void CheckBinary(JsonElement messages, byte[] output, byte[] again)
    {
        using var second = JsonDocument.Parse(again, s_deep);
        Property.Same(Messages(messages), Messages(second.RootElement), "a message in binary mode is read as something else");
        var batch = TryConvert(_used, output, ContentMode.Binary, ContentMode.Batch);
        Property.Holds(batch is not null, "a message in binary mode is not read");
        using var back = JsonDocument.Parse(TryConvert(_used, batch!, ContentMode.Batch, ContentMode.Binary)!, s_deep);
        Property.Same(Messages(messages), Messages(back.RootElement), "a message in binary mode is another when it has been structured");
    }

    private static byte[]? TryConvert(FormatConverter converter, byte[] input, ContentMode from, ContentMode to)
    {
        var output = new ArrayBufferWriter<byte>();
        try
        {
            converter.Convert(input, from, to, output);
            return output.WrittenSpan.ToArray();
        }
        catch (EventFormatException refused)
        {
            Property.Holds(refused.Problem.Length > 0, "events are refused without a reason");
            return null;
        }
    }

    // Whether the bytes of a body stand as text or in base64 makes no other message.
    private static string Messages(JsonElement element) => string.Join('\n', (element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().ToArray() : [element]).Select(static message =>
    {
        var body = message.GetProperty("body").GetString()!;
        var bytes = message.GetProperty("bodyEncoding").GetString() == "base64" ? Convert.FromBase64String(body) : Encoding.UTF8.GetBytes(body);
        return $"{string.Join(',', message.GetProperty("headers").EnumerateArray().Select(static header => header.GetRawText()).Order())} {Convert.ToHexString(bytes)}";
    }));

    private void ExecuteGoogle(byte[] input)
    {
        try
        {
            _document.Load(input);
        }
        catch (EventFormatException)
        {
            return;
        }

        ToLegacyAndBack(input);
        if (ToCloudEvent(_document, isPush: false) is { } cloudEvent)
            ToLegacyAndBack(cloudEvent);
        if (_document.Root.IsObject && ToCloudEvent(_document, isPush: true) is { } pushed)
            ToLegacyAndBack(pushed);
    }

    private static byte[]? ToCloudEvent(EventDocument document, bool isPush)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new CloudEventWriter(output);
        writer.Begin();
        try
        {
            if (isPush)
                LegacyReader.WritePush(document.Root, "/projects/p/topics/t", "2024-01-01T00:00:00Z", writer);
            else
                LegacyReader.WriteEvent(document.Root, writer);
        }
        catch (EventFormatException refused)
        {
            Property.Holds(refused.Problem.Length > 0, "an event of Google's is refused without a reason");
            return null;
        }

        writer.End();
        var cloudEvent = output.WrittenSpan.ToArray();
        Property.Holds(TryConvert(new FormatConverter(), cloudEvent, ContentMode.Structured, ContentMode.Structured) is not null, "an event of Google's becomes what is no CloudEvent");
        return cloudEvent;
    }

    private void ToLegacyAndBack(byte[] cloudEvent)
    {
        if (TryConvert(_used, cloudEvent, ContentMode.Structured, ContentMode.Structured) is null)
            return;
        var (id, type) = (Text(_used.Event.Get("id"u8).ToArray()), Text(_used.Event.Get("type"u8).ToArray()));
        var output = new ArrayBufferWriter<byte>();
        try
        {
            LegacyWriter.Write(_used.Event, output);
        }
        catch (EventFormatException)
        {
            return;
        }

        using var json = JsonDocument.Parse(output.WrittenMemory, s_deep);
        var legacy = new EventDocument();
        legacy.Load(output.WrittenMemory);
        if (ToCloudEvent(legacy, isPush: false) is not { } back)
            return;
        using var again = JsonDocument.Parse(back, s_deep);
        Property.Same($"{id} {type}", $"{again.RootElement.GetProperty("id").GetString()} {again.RootElement.GetProperty("type").GetString()}", "an event of Google's comes back as another");
    }

    private static string Text(byte[]? utf8) => utf8 is null ? "" : Encoding.UTF8.GetString(utf8);
}
