using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sor.Events.Json;

/// <summary>Finds out where in a document a byte stands: only for errors, it reads from the beginning.</summary>
internal static class JsonPointer
{
    // Longer ones help nobody, and whoever sends nesting without end decides about their length.
    private const int MaxPointerLength = 1024;

    /// <summary>The JSON pointer (RFC 6901) of the value at an offset, or of the last one before it; empty for the document itself.</summary>
    internal static string At(ReadOnlySpan<byte> json, int offset)
    {
        // One step for each open container: the member's name, or the element's index.
        var steps = new List<(string? Name, int Index)>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = EventDocument.MaxDepth });
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        steps[^1] = (NameOf(ref reader), -1);
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        steps.RemoveAt(steps.Count - 1);
                        break;
                    default:
                        if (steps.Count > 0 && steps[^1].Name is null)
                            steps[^1] = (null, steps[^1].Index + 1);
                        if (reader.TokenStartIndex >= offset)
                            return Write(steps);
                        if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                            steps.Add((null, -1));
                        break;
                }
            }
        }
        catch (JsonException)
        {
            // The document is broken there: what was open at that place is where it is.
        }

        return Write(steps);
    }

    private static string NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }

    private static string Write(List<(string? Name, int Index)> steps)
    {
        var text = new StringBuilder();
        foreach (var (name, index) in steps)
        {
            if (name is null && index < 0)
                break;
            _ = text.Append('/');
            if (name is not null)
                _ = text.Append(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
            else
                _ = text.Append(index.ToString(CultureInfo.InvariantCulture));
            if (text.Length > MaxPointerLength)
                return text.ToString(0, MaxPointerLength) + "…";
        }

        return text.ToString();
    }
}
