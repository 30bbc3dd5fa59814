using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sor.Middleware.Text;

/// <summary>Compact JSON as UTF-8. Letters stay as they are; escapes only where JSON needs them.</summary>
internal static class JsonText
{
    private static readonly JavaScriptEncoder s_encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    private static readonly JsonWriterOptions s_options = new() { Encoder = s_encoder };

    internal static ReadOnlyMemory<byte> Of<T>(T value, JsonTypeInfo<T> type)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        try
        {
            using var json = new Utf8JsonWriter(buffer, s_options);
            JsonSerializer.Serialize(json, value, type);
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException or ArgumentException)
        {
            throw new FailureException("Runtime.MarshalError", $"Unable to marshal output: {problem.Message}");
        }

        return buffer.WrittenMemory;
    }

    internal static ReadOnlyMemory<byte> Of(string text)
    {
        var buffer = new ArrayBufferWriter<byte>(text.Length + 2);
        Write(buffer, text);
        return buffer.WrittenMemory;
    }

    internal static ReadOnlyMemory<byte> Of(long number)
    {
        var buffer = new ArrayBufferWriter<byte>(20);
        Write(buffer, number);
        return buffer.WrittenMemory;
    }

    /// <summary>The same JSON, if it is one value and stands on one line.</summary>
    internal static ReadOnlyMemory<byte> Checked(ReadOnlyMemory<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json.Span);
            _ = reader.Read();
            reader.Skip();
            if (!reader.Read() && !json.Span.ContainsAny((byte)'\n', (byte)'\r'))
                return json;
        }
        catch (JsonException problem)
        {
            throw new FailureException("Runtime.MarshalError", $"a note is not JSON: {problem.Message}");
        }

        throw new FailureException("Runtime.MarshalError", "a note is not one JSON value on one line");
    }

    /// <summary>Writes a text with its quotes. Halves of surrogate pairs, which have no bytes in UTF-8, become U+FFFD.</summary>
    internal static void Write(IBufferWriter<byte> to, string text)
    {
        to.Write("\""u8);
        to.Write(JsonEncodedText.Encode(Encoding.UTF8.GetBytes(text), s_encoder).EncodedUtf8Bytes);
        to.Write("\""u8);
    }

    internal static void Write(IBufferWriter<byte> to, long number)
    {
        var span = to.GetSpan(20);
        _ = Utf8Formatter.TryFormat(number, span, out var written);
        to.Advance(written);
    }

    /// <summary>Bytes of a text as JSON, with its quotes.</summary>
    internal static int SizeOf(string text) => JsonEncodedText.Encode(Encoding.UTF8.GetBytes(text), s_encoder).EncodedUtf8Bytes.Length + 2;
}
