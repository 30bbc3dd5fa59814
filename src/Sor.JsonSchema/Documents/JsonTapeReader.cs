using System.Text.Json;
using System.Text.Unicode;

namespace Sor.JsonSchema;

/// <summary>Reads JSON (RFC 8259) onto a tape.</summary>
internal static class JsonTapeReader
{
    /// <summary>Never throws for what the bytes hold: see <see cref="JsonTape.Problem"/>.</summary>
    public static JsonTape Read(ReadOnlyMemory<byte> utf8, int maxBytes, int maxNodes)
    {
        var tape = new JsonTape(utf8);
        if (utf8.Length > maxBytes)
            tape.Problem = $"is larger than {Shown.Number(maxBytes)} bytes";
        else if (!Utf8.IsValid(utf8.Span))
            tape.Problem = "is not valid UTF-8";
        else
            tape.Problem = Fill(tape, maxNodes);
        return tape;
    }

    private static string? Fill(JsonTape tape, int maxNodes)
    {
        // One level more than is allowed, so that the limit is told as such and not as a syntax error.
        var reader = new Utf8JsonReader(tape.Source, new JsonReaderOptions { MaxDepth = SchemaLimits.MaxDepth + 1 });
        Span<int> open = stackalloc int[SchemaLimits.MaxDepth];
        var depth = 0;
        try
        {
            while (reader.Read())
            {
                if (tape.Count >= maxNodes)
                    return $"has more than {Shown.Number(maxNodes)} values";
                if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
                {
                    tape[open[--depth]].Next = tape.Count;
                    continue;
                }

                // Members count by their names.
                if (depth > 0 && (tape[open[depth - 1]].Kind == JsonKind.List || reader.TokenType == JsonTokenType.PropertyName))
                    tape[open[depth - 1]].Count++;
                var index = Add(tape, ref reader);
                if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
                    continue;
                if (depth == SchemaLimits.MaxDepth)
                    return $"is nested deeper than {Shown.Number(SchemaLimits.MaxDepth)} levels";
                open[depth++] = index;
            }

            return null;
        }
        catch (JsonException exception)
        {
            return $"is not valid JSON: line {Shown.Number((exception.LineNumber ?? 0) + 1)}, byte {Shown.Number((exception.BytePositionInLine ?? 0) + 1)}";
        }
        catch (InvalidOperationException)
        {
            return "is not valid JSON: an escape such as \\ud800 is one half of a character";
        }
    }

    private static int Add(JsonTape tape, ref Utf8JsonReader reader)
    {
        var isText = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;
        var index = tape.Add(KindOf(reader.TokenType), (int)reader.TokenStartIndex + (isText ? 1 : 0), reader.ValueSpan.Length);
        if (isText && reader.ValueIsEscaped)
            tape.TakeUnescaped(index, reader.CopyString(tape.UnescapedRoom(reader.ValueSpan.Length)));
        return index;
    }

    private static JsonKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => JsonKind.List,
        JsonTokenType.StartObject => JsonKind.Map,
        JsonTokenType.PropertyName => JsonKind.Name,
        JsonTokenType.String => JsonKind.Text,
        JsonTokenType.Number => JsonKind.Number,
        JsonTokenType.Null => JsonKind.Null,
        _ => JsonKind.Boolean,
    };
}
