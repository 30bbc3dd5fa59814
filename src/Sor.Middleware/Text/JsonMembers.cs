using System.Text;
using System.Text.Json;

namespace Sor.Middleware.Text;

/// <summary>Looks into JSON objects without making objects of them. What is no JSON object has no members.</summary>
internal static class JsonMembers
{
    /// <summary>The JSON of a member; empty if there is none.</summary>
    internal static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> json, ReadOnlySpan<byte> name)
    {
        var (start, length) = Find(json.Span, name);
        return json.Slice(start, length);
    }

    /// <inheritdoc cref="Of(ReadOnlyMemory{byte}, ReadOnlySpan{byte})"/>
    internal static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> json, string name) => Of(json, Encoding.UTF8.GetBytes(name));

    /// <summary>The text of a member; null if there is none, or it is no text.</summary>
    internal static string? TextOf(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var (start, length) = Find(json, name);
        return TextOf(json.Slice(start, length));
    }

    /// <summary>The text that a JSON value is; null if it is none.</summary>
    internal static string? TextOf(ReadOnlySpan<byte> value)
    {
        var reader = new Utf8JsonReader(value);
        return !value.IsEmpty && reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }

    /// <summary>The whole number of a member; null if there is none, or it is no number.</summary>
    internal static long? NumberOf(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var (start, length) = Find(json, name);
        if (length == 0)
            return null;
        var reader = new Utf8JsonReader(json.Slice(start, length));
        return reader.Read() && reader.TokenType == JsonTokenType.Number ? Whole(ref reader) : null;
    }

    /// <summary>The number that the reader stands on, without its fraction.</summary>
    internal static long Whole(ref Utf8JsonReader reader) => reader.TryGetInt64(out var whole) ? whole : (long)reader.GetDouble();

    private static (int Start, int Length) Find(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        if (json.IsEmpty)
            return default;
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            _ = reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isIt)
                return (start, (int)reader.BytesConsumed - start);
        }

        return default;
    }
}
