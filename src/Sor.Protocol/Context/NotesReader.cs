using System.Text.Json;
using System.Text.Unicode;

namespace Sor.Protocol;

/// <summary>Takes the notes that a stage wrote (a JSON object on its notes descriptor, or the header of a <c>note</c> frame).</summary>
public static class NotesReader
{
    /// <summary>Adds the notes to the stage's; null, or what is wrong with them.</summary>
    /// <param name="json">One JSON object; members that are no notes are ignored.</param>
    /// <param name="notes">The stage's notes of this invocation.</param>
    /// <param name="contentType">Content type that the stage gives its payload; unchanged when it notes none.</param>
    public static string? Take(ReadOnlySpan<byte> json, StageNotes notes, ref string? contentType)
    {
        notes.TakenBytes += json.Length;
        if (notes.TakenBytes > InvocationNotes.MaxStageBytes)
            return $"its notes are larger than {InvocationNotes.MaxStageBytes} bytes together";

        // Values go into the contexts of other stages as they are.
        if (!Utf8.IsValid(json))
            return "a note is not UTF-8";
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return "a note is not a JSON object";
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (TakeMember(ref reader, json, notes, ref contentType) is { } problem)
                    return problem;
            }

            return reader.Read() ? "a note is more than one JSON object" : null;
        }
        catch (JsonException)
        {
            return "a note is not JSON";
        }
        catch (InvalidOperationException)
        {
            return "a note holds text that is not Unicode";
        }
    }

    private static string? TakeMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, StageNotes notes, ref string? contentType)
    {
        if (reader.ValueTextEquals("attributes"u8))
            return TakeAttributes(ref reader, json, notes);
        if (reader.ValueTextEquals("state"u8))
        {
            notes.State = TakeValue(ref reader, json);
            return notes.State.Length > InvocationNotes.MaxStateBytes ? $"its state is larger than {InvocationNotes.MaxStateBytes} bytes" : null;
        }

        if (reader.ValueTextEquals("span"u8))
        {
            notes.Span = TakeValue(ref reader, json);
            return null;
        }

        if (reader.ValueTextEquals("log"u8))
        {
            notes.Log = TakeValue(ref reader, json);
            return null;
        }

        if (reader.ValueTextEquals("error"u8))
        {
            notes.Error = TakeValue(ref reader, json);
            return null;
        }

        var isContentType = reader.ValueTextEquals("contentType"u8);
        _ = reader.Read();
        if (isContentType && reader.TokenType == JsonTokenType.String)
            contentType = reader.GetString();
        reader.Skip();
        return null;
    }

    private static string? TakeAttributes(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, StageNotes notes)
    {
        _ = reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return "the attributes of a note are not an object";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            notes.Attributes[name] = TakeValue(ref reader, json);
        }

        return null;
    }

    private static byte[] TakeValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        _ = reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        var value = json[start..(int)reader.BytesConsumed];

        // A line feed between tokens would end a frame's header early.
        return value.Contains((byte)'\n') ? Compact(value) : value.ToArray();
    }

    private static byte[] Compact(ReadOnlySpan<byte> value)
    {
        var compact = value.ToArray();
        foreach (ref var b in compact.AsSpan())
        {
            // Inside JSON texts a line feed can only stand between tokens.
            if (b is (byte)'\n' or (byte)'\r')
                b = (byte)' ';
        }

        return compact;
    }
}
