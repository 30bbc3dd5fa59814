using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Sor.Events.Samples.Rendering;

/// <summary>Query parameters, given as a JSON object whose values are texts or lists of texts, in the forms that providers send.</summary>
internal static class SampleQuery
{
    /// <summary>Name to text; the last of several. A load balancer sends both percent-encoded.</summary>
    internal static byte[] Single(SampleValue value, bool isEncoded) => Write(value, isEncoded, static (json, values) => json.WriteStringValue(values[^1]));

    /// <summary>Name to list of texts.</summary>
    internal static byte[] Multi(SampleValue value, bool isEncoded) => Write(value, isEncoded, static (json, values) =>
    {
        json.WriteStartArray();
        foreach (var text in values)
            json.WriteStringValue(text);
        json.WriteEndArray();
    });

    /// <summary>Name to text; several are joined with commas.</summary>
    internal static byte[] Joined(SampleValue value) => Write(value, isEncoded: false, static (json, values) => json.WriteStringValue(string.Join(',', values)));

    /// <summary>As it stands behind the question mark.</summary>
    internal static byte[] Join(SampleValue value)
    {
        var text = new StringBuilder();
        foreach (var (name, values) in Read(value) ?? [])
        {
            foreach (var one in values)
                _ = text.Append(text.Length == 0 ? "" : "&").Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(one));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Write(SampleValue value, bool isEncoded, Action<Utf8JsonWriter, List<string>> writeValues)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            if (Read(value) is { } parameters)
            {
                json.WriteStartObject();
                foreach (var (name, values) in parameters)
                {
                    json.WritePropertyName(isEncoded ? Uri.EscapeDataString(name) : name);
                    writeValues(json, isEncoded ? values.ConvertAll(Uri.EscapeDataString) : values);
                }

                json.WriteEndObject();
            }
            else
            {
                json.WriteNullValue();
            }
        }

        return output.WrittenSpan.ToArray();
    }

    private static List<(string Name, List<string> Values)>? Read(SampleValue value)
    {
        try
        {
            using var json = JsonDocument.Parse(value.Bytes);
            if (json.RootElement.ValueKind == JsonValueKind.Null)
                return null;
            return [.. json.RootElement.EnumerateObject().Select(static member => (member.Name, Texts(member.Value)))];
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException)
        {
            throw new SampleException($"'{value.Parameter}' is no list of parameters: {value.ToText()}", "give a JSON object whose values are texts or lists of texts, or null");
        }
    }

    private static List<string> Texts(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return [value.GetString() ?? throw new FormatException()];
        List<string> texts = [.. value.EnumerateArray().Select(static text => text.GetString() ?? throw new FormatException())];
        return texts.Count > 0 ? texts : throw new FormatException();
    }
}
