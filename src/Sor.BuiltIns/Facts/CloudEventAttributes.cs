using System.Buffers;
using System.Text.Json;
using Sor.Events.CloudEvents;

namespace Sor.BuiltIns;

/// <summary>The attributes of a CloudEvent that tell what it is, kept apart from its bytes. Used for one event after another.</summary>
internal sealed class CloudEventAttributes
{
    private const EventFact First = EventFact.Id;
    private const EventFact Last = EventFact.Subject;

    private readonly ArrayBufferWriter<byte> _texts = new(256);
    private readonly ArrayBufferWriter<byte> _key = new(128);
    private readonly (int Start, int Length)[] _places = new (int, int)[Last - First + 1];

    /// <summary>Takes those of a CloudEvent in structured form, which is valid JSON.</summary>
    internal void Read(ReadOnlySpan<byte> cloudEvent)
    {
        _texts.ResetWrittenCount();
        Array.Clear(_places);
        var reader = new Utf8JsonReader(cloudEvent, new JsonReaderOptions { MaxDepth = int.MaxValue });
        _ = reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var fact = FactOf(ref reader);
            _ = reader.Read();
            if (fact is { } known && reader.TokenType == JsonTokenType.String)
                Take(known, ref reader);
            else
                reader.Skip();
        }
    }

    /// <summary>One of them; false when the event has none, as no attribute is empty.</summary>
    internal bool TryFind(EventFact fact, out ReadOnlySpan<byte> value)
    {
        var (start, length) = _places[fact - First];
        value = _texts.WrittenSpan.Slice(start, length);
        return length > 0;
    }

    /// <summary>Appends them, and the key that is made of them, as members of an object that has one already.</summary>
    internal void Write(IBufferWriter<byte> output)
    {
        for (var fact = First; fact <= Last; fact++)
        {
            if (!TryFind(fact, out var value))
                continue;
            WriteMember(NameOf(fact), value, output);
        }

        _key.ResetWrittenCount();
        _ = TryFind(EventFact.Source, out var source);
        _ = TryFind(EventFact.Id, out var id);
        IdempotencyKey.Append(source, id, _key);
        if (_key.WrittenCount > 0)
            WriteMember("idempotencyKey"u8, _key.WrittenSpan, output);
    }

    private static void WriteMember(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        output.Write(",\""u8);
        output.Write(name);
        output.Write("\":\""u8);
        output.Write(JsonEncodedText.Encode(value).EncodedUtf8Bytes);
        output.Write("\""u8);
    }

    private void Take(EventFact fact, ref Utf8JsonReader reader)
    {
        var length = reader.CopyString(_texts.GetSpan(reader.ValueSpan.Length));
        _places[fact - First] = (_texts.WrittenCount, length);
        _texts.Advance(length);
    }

    private static EventFact? FactOf(ref Utf8JsonReader reader)
    {
        for (var fact = First; fact <= Last; fact++)
        {
            if (reader.ValueTextEquals(NameOf(fact)))
                return fact;
        }

        return null;
    }

    private static ReadOnlySpan<byte> NameOf(EventFact fact) => fact switch
    {
        EventFact.Id => "id"u8,
        EventFact.Source => "source"u8,
        EventFact.Type => "type"u8,
        _ => "subject"u8,
    };
}
