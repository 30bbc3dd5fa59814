using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sor.Events.Samples.Rendering;

/// <summary>
/// Writes a template's event: copies its JSON and fills in what stands in <c>${…}</c> in its strings and names. Values get in as values, never as
/// JSON text, so no value can break the event.
/// </summary>
internal sealed class TemplateWriter(JsonElement template, Sample sample, SampleRequest request)
{
    /// <summary>The only member of an array's only element that is written once for each record.</summary>
    internal const string Repeat = "$repeat";

    private static readonly JsonWriterOptions s_indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };
    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal byte[] Write()
    {
        var scope = new TemplateScope(this, template, sample, request);
        var output = new ArrayBufferWriter<byte>(4096);
        WriteTo(output, template.GetProperty("event"), scope, s_indented);
        output.Write("\n"u8);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>A part of the template as JSON on one line.</summary>
    internal byte[] WriteCompact(JsonElement part, TemplateScope scope)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        WriteTo(output, part, scope, s_compact);
        return output.WrittenSpan.ToArray();
    }

    private void WriteTo(ArrayBufferWriter<byte> output, JsonElement part, TemplateScope scope, JsonWriterOptions options)
    {
        using var json = new Utf8JsonWriter(output, options);
        WriteValue(json, part, scope);
    }

    private void WriteValue(Utf8JsonWriter json, JsonElement value, TemplateScope scope)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    json.WritePropertyName(TemplateText.Expand(member.Name, scope).ToText());
                    WriteValue(json, member.Value, scope);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var element in value.EnumerateArray())
                    WriteElement(json, element, scope);
                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                TemplateText.Expand(value.GetString()!, scope).WriteTo(json);
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    private void WriteElement(Utf8JsonWriter json, JsonElement element, TemplateScope scope)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(Repeat, out var record))
        {
            WriteValue(json, element, scope);
            return;
        }

        for (var index = 0; index < request.Count; index++)
            WriteValue(json, record, scope.OfRecord(index));
    }
}
