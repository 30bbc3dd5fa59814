using System.Text;
using System.Text.Json;

namespace Sor.BuiltIns;

/// <summary>A text, number, boolean or null that values of events are compared with.</summary>
internal sealed class ScalarValue
{
    private readonly JsonTokenType _type;
    private readonly byte[] _raw;
    private readonly byte[] _text;

    /// <param name="type">Its token.</param>
    /// <param name="raw">As it is written, a text with its quotes.</param>
    internal ScalarValue(JsonTokenType type, ReadOnlySpan<byte> raw)
    {
        _type = type;
        _raw = raw.ToArray();
        _text = [];
        if (type != JsonTokenType.String)
            return;
        var reader = new Utf8JsonReader(raw);
        _ = reader.Read();
        _text = Encoding.UTF8.GetBytes(reader.GetString()!);
    }

    /// <summary>Whether a value is equal: texts whatever their escapes, numbers as they are written (1 is not 1.0).</summary>
    internal bool Equals(ReadOnlySpan<byte> json, in JsonSlice value)
    {
        if (value.Type != _type)
            return false;
        if (_type != JsonTokenType.String)
            return value.Of(json).SequenceEqual(_raw);
        var reader = new Utf8JsonReader(value.Of(json));
        _ = reader.Read();
        return reader.ValueTextEquals(_text);
    }
}
