using System.Text.Json;

namespace Sor.DevServer.InvokeApi;

/// <summary>Whether bytes are one JSON value.</summary>
internal static class JsonSyntax
{
    // Deeper than any event; the depth of the service's own parser is not known.
    private static readonly JsonReaderOptions s_options = new() { MaxDepth = 512 };

    /// <summary>Null when they are, else what is wrong, with line and column.</summary>
    public static string? FindProblem(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, s_options);
            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException exception)
        {
            return $"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1} is not JSON";
        }
    }
}
