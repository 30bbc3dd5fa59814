using System.Text.Json;

namespace Sor.Processes;

/// <summary>Makes one line of a JSON document.</summary>
internal static class JsonLine
{
    /// <summary>The document on one line with its line feed, in memory of the invocation; null when it is not JSON. An empty event is <c>{}</c>.</summary>
    internal static ReadOnlyMemory<byte>? From(ReadOnlyMemory<byte> json, InvocationBuffers buffers)
    {
        if (json.IsEmpty)
            return "{}\n"u8.ToArray();
        if (!IsJson(json.Span))
            return null;
        var line = buffers.Rent(json.Length + 1);
        json.Span.CopyTo(line);

        // In a valid document a line feed can only stand between tokens, where a blank means the same.
        foreach (ref var b in line.AsSpan(0, json.Length))
        {
            if (b is (byte)'\n' or (byte)'\r')
                b = (byte)' ';
        }

        line[json.Length] = (byte)'\n';
        return line.AsMemory(0, json.Length + 1);
    }

    private static bool IsJson(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
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
