using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sor.Configuration;

/// <summary>Writes a tree as compact JSON. Keys keep their order, numbers their digits.</summary>
public static class CompactJson
{
    internal static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static byte[] Write(ConfigurationNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(node, writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(ConfigurationNode node, Utf8JsonWriter writer)
    {
        switch (node.Kind)
        {
            case ConfigurationNodeKind.Map:
                writer.WriteStartObject();
                foreach (var member in node.Members)
                {
                    writer.WritePropertyName(member.Name);
                    Write(member.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case ConfigurationNodeKind.List:
                writer.WriteStartArray();
                foreach (var item in node.Items)
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            case ConfigurationNodeKind.Text:
                writer.WriteStringValue(node.Text);
                break;
            case ConfigurationNodeKind.Boolean:
                writer.WriteBooleanValue(node.Text == "true");
                break;
            case ConfigurationNodeKind.Number:
                // Digits as written: a number that no double holds exactly stays what it was.
                writer.WriteRawValue(node.Text, skipInputValidation: true);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
