using System.Buffers;
using System.Text.Unicode;
using Sor.Events.CloudEvents.Formats;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>Kafka: a cluster of the provider's, or anybody's.</summary>
internal static class KafkaSource
{
    internal static void Write(SourceWriter w, EventKind kind, JsonValue record)
    {
        var value = record.Get("value"u8);
        if (w.Unwraps && TryWriteCarried(w, record.Get("headers"u8), value))
            return;
        w.Begin();
        w.Attribute("id"u8, w.Text().Add(record.Get("topic"u8)).Add("-"u8).Add(record.Get("partition"u8)).Add("-"u8).Add(record.Get("offset"u8)));
        w.Source(SourceOf(w, kind, record));
        w.Type("com.amazon.kafka.record"u8);
        w.Subject(record.Get("topic"u8));
        w.Time(record.Get("timestamp"u8), TimeUnit.Milliseconds);
        PartitionKey(w, record.Get("key"u8));
        var type = HeaderOf(record.Get("headers"u8), "content-type"u8);
        w.EndWithBase64(record, value, w.IsPayload && !type.IsMissing ? HeaderText(type, new ArrayBufferWriter<byte>()) : default);
    }

    /// <summary>A header's value: bytes, which Java's senders count from -128 to 127.</summary>
    /// <exception cref="EventFormatException">An element is no byte.</exception>
    internal static ReadOnlySpan<byte> HeaderText(JsonValue bytes, ArrayBufferWriter<byte> output)
    {
        if (bytes.IsString)
            return bytes.Utf8();
        foreach (var element in bytes.Elements())
        {
            if (!element.TryGetInt64(out var value) || value is < sbyte.MinValue or > byte.MaxValue)
                throw element.Error("is no byte: it is a number from -128 to 127");
            output.Write([unchecked((byte)value)]);
        }

        return output.WrittenSpan;
    }

    private static ArrayBufferWriter<byte> SourceOf(SourceWriter w, EventKind kind, JsonValue record)
    {
        if (kind == EventKind.Msk)
            return w.Text().Add(QueueSources.ArnOf(w, record));
        var servers = record.Get("bootstrapServers"u8);
        var first = (servers.IsMissing ? w.Document.Member("bootstrapServers"u8) : servers).Utf8();
        if (first.IndexOf((byte)',') is >= 0 and var comma)
            first = first[..comma];
        first = first.Trim((byte)' ');
        return first.IsEmpty ? w.Text() : w.Text().Add("kafka://"u8).Add(first);
    }

    private static void PartitionKey(SourceWriter w, JsonValue key)
    {
        if (key.IsString && w.Decode(key) is { IsEmpty: false } bytes && Utf8.IsValid(bytes))
            w.Attribute("partitionkey"u8, bytes);
    }

    /// <summary>A CloudEvent by the Kafka binding: all of it in the value, or its attributes in headers.</summary>
    private static bool TryWriteCarried(SourceWriter w, JsonValue headers, JsonValue value)
    {
        if (headers.First().Raw.IsEmpty)
            return false;
        var declared = HeaderOf(headers, "content-type"u8);
        var type = declared.IsMissing ? default : HeaderText(declared, new ArrayBufferWriter<byte>());
        if (value.IsString && ContentModes.IsStructuredJson(type))
        {
            w.UnwrapDeclared(value, isBase64: true);
            return true;
        }

        if (HeaderOf(headers, "ce_id"u8).IsMissing || HeaderOf(headers, "ce_source"u8).IsMissing || HeaderOf(headers, "ce_type"u8).IsMissing
            || HeaderOf(headers, "ce_specversion"u8).IsMissing)
        {
            return false;
        }

        w.Begin();
        var text = new ArrayBufferWriter<byte>();
        foreach (var element in headers.Elements())
        {
            foreach (var header in element.Members())
            {
                var name = header.Name.Utf8();
                if (!name.StartsWith("ce_"u8) || name.SequenceEqual("ce_datacontenttype"u8))
                    continue;
                text.ResetWrittenCount();
                w.CarriedAttribute(name[3..], HeaderText(header.Value, text));
            }
        }

        // A value that is null deletes the key: an event without data.
        if (value.IsString)
            w.EndCarried(w.Decode(value), type);
        else
            w.EndCarried();
        return true;
    }

    private static JsonValue HeaderOf(JsonValue headers, ReadOnlySpan<byte> name)
    {
        foreach (var element in headers.Elements())
        {
            foreach (var header in element.Members())
            {
                if (AsciiText.Same(header.Name.RawString, name))
                    return header.Value;
            }
        }

        return default;
    }
}
