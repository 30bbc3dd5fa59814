using System.Text.Json;

namespace Sor.Processes;

/// <summary>Makes one line of a JSON document.</summary>
internal static class JsonLine
{
    /// <summary>Deepest nesting of a document that a program is given or gives back.</summary>
    internal const int MaxDepth = 1024;

    /// <summary>The document on one line with its line feed, in memory of the invocation; null when it is not exactly one JSON document.</summary>
    internal static ReadOnlyMemory<byte>? From(ReadOnlyMemory<byte> json, InvocationBuffers buffers)
    {
        if (!IsJson(json.Span))
            return null;
        var line = buffers.Rent(json.Length + 1);
        CopyOnOneLine(json.Span, line);
        line[json.Length] = (byte)'\n';
        return line.AsMemory(0, json.Length + 1);
    }

    /// <summary>Copies a valid document; line feeds, which can only stand between its tokens, become blanks, which mean the same.</summary>
    internal static void CopyOnOneLine(ReadOnlySpan<byte> json, Span<byte> into)
    {
        json.CopyTo(into);
        for (var rest = into[..json.Length]; rest.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var at; rest = rest[at..])
            rest[at] = (byte)' ';
    }

    /// <summary>Whether it is exactly one JSON document.</summary>
    internal static bool IsJson(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
            if (!reader.Read())
                return false;
            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
