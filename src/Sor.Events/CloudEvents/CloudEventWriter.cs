using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents;

/// <summary>
/// Writes CloudEvents 1.0 in the JSON format (structured mode). Whatever the provider's text holds, what is written is valid: an empty value
/// is left out, characters that an attribute may not have are taken out, a name that is none is not written, nor is an attribute twice.
/// </summary>
public sealed class CloudEventWriter : IDisposable
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly Utf8JsonWriter _json;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public CloudEventWriter(IBufferWriter<byte> output) => _json = new Utf8JsonWriter(output, s_options);

    /// <summary>Begins an array of events.</summary>
    public void BeginBatch() => _json.WriteStartArray();

    /// <summary>Ends it.</summary>
    public void EndBatch() => _json.WriteEndArray();

    /// <summary>Begins an event: <c>specversion</c> is written.</summary>
    public void Begin()
    {
        _names.Clear();
        _json.WriteStartObject();
        Attribute("specversion", "1.0");
    }

    /// <summary>Ends it.</summary>
    public void End()
    {
        _json.WriteEndObject();
        _json.Flush();
    }

    /// <summary>An attribute, or an extension, of type String, URI, URI-reference or Timestamp.</summary>
    public void Attribute(string name, ReadOnlySpan<char> value)
    {
        if (value.IsEmpty || !CloudEventText.IsName(name) || _names.Contains(name))
            return;
        var clean = CloudEventText.NeedsCleaning(value) ? CloudEventText.Clean(value) : value;
        if (clean.IsEmpty)
            return;
        _ = _names.Add(name);
        _json.WriteString(name, clean);
    }

    /// <summary>The same with the content of a string value of the event; nothing for any other value.</summary>
    public void Attribute(string name, JsonValue value)
    {
        if (value.IsString)
            Attribute(name, value.GetString());
    }

    /// <summary>An attribute of type Boolean.</summary>
    public void Attribute(string name, bool value)
    {
        if (CloudEventText.IsName(name) && _names.Add(name))
            _json.WriteBoolean(name, value);
    }

    /// <summary>An attribute of type Integer.</summary>
    public void Attribute(string name, int value)
    {
        if (CloudEventText.IsName(name) && _names.Add(name))
            _json.WriteNumber(name, value);
    }

    /// <summary><c>data</c> as the JSON value that it is: its bytes are copied.</summary>
    public void DataJson(ReadOnlySpan<byte> value)
    {
        _json.WritePropertyName("data"u8);
        _json.WriteRawValue(value, skipInputValidation: true);
    }

    /// <summary><c>data</c> as a JSON string that holds this text, in UTF-8.</summary>
    public void DataText(ReadOnlySpan<byte> utf8) => _json.WriteString("data"u8, utf8);

    /// <summary><c>data_base64</c>.</summary>
    public void DataBinary(ReadOnlySpan<byte> bytes) => _json.WriteBase64String("data_base64"u8, bytes);

    /// <summary><c>data_base64</c> of bytes that are base64 (RFC 4648 section 4, padded) already.</summary>
    public void DataBase64(ReadOnlySpan<byte> base64) => _json.WriteString("data_base64"u8, base64);

    public void Dispose() => _json.Dispose();
}
