using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sor.RuntimeApi.Server;

/// <summary>The error JSON that the platform itself makes, in the form that runtimes post and callers get.</summary>
public sealed record FunctionError(string ErrorType, string ErrorMessage)
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            json.WriteString("errorType", ErrorType);
            json.WriteString("errorMessage", ErrorMessage);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
