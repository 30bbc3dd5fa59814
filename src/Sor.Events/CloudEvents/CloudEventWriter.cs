using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents;

/// <summary>
/// Writes CloudEvents 1.0 in the JSON format (structured mode). Whatever the provider's text holds, what is written is valid: an empty value
/// is left out, characters that an attribute may not have are taken out, a name that is none is not written, nor is an attribute twice.
/// Used for one output after another it allocates nothing. Not thread-safe.
/// </summary>
public sealed class CloudEventWriter(IBufferWriter<byte> output)
{
    /// <summary>Attributes of one event: each costs a look at those before it.</summary>
    public const int MaxAttributes = 256;

    private readonly CountedOutput _output = new(output);
    private readonly ArrayBufferWriter<byte> _text = new(256);
    private readonly ArrayBufferWriter<byte> _clean = new(256);

    // Names of the event's attributes, each behind its length.
    private byte[] _names = new byte[256];
    private int _namesLength;
    private int _attributes;
    private bool _needsComma;

    /// <summary>Bytes written since the beginning, or since <see cref="Reset"/>.</summary>
    public int Written => _output.Written;

    /// <summary>Whether data is not written.</summary>
    internal bool OmitsData { get; init; }

    /// <summary>Begins anew, with another output.</summary>
    public void Reset(IBufferWriter<byte> output)
    {
        _output.Reset(output);
        _needsComma = false;
    }

    /// <summary>Begins an array of events.</summary>
    public void BeginBatch()
    {
        _output.Write("["u8);
        _needsComma = false;
    }

    /// <summary>Ends it.</summary>
    public void EndBatch() => _output.Write("]"u8);

    /// <summary>Begins an event: <c>specversion</c> is written. The second and later events stand behind a comma.</summary>
    public void Begin()
    {
        if (_needsComma)
            _output.Write(","u8);
        _needsComma = true;
        _namesLength = 0;
        _attributes = 0;
        _output.Write("{\"specversion\":\"1.0\""u8);
        _ = Take("specversion"u8);
    }

    /// <summary>Ends it.</summary>
    public void End() => _output.Write("}"u8);

    /// <summary>Whether the event has this attribute already.</summary>
    public bool Has(ReadOnlySpan<byte> name)
    {
        for (var names = _names.AsSpan(0, _namesLength); !names.IsEmpty; names = names[(1 + names[0])..])
        {
            if (names.Slice(1, names[0]).SequenceEqual(name))
                return true;
        }

        return false;
    }

    /// <summary>An attribute, or an extension, of type String, URI, URI-reference or Timestamp.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value in UTF-8.</param>
    /// <exception cref="EventFormatException">The event has <see cref="MaxAttributes"/> already.</exception>
    public void Attribute(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (CloudEventText.IsPlain(value))
        {
            if (!value.IsEmpty && Take(name))
                WritePlain(name, value);
            return;
        }

        _clean.ResetWrittenCount();
        CloudEventText.AppendClean(value, _clean);
        value = _clean.WrittenSpan;
        if (value.IsEmpty || !Take(name))
            return;
        WriteName(name);
        JsonText.Write(_output, value);
    }

    /// <summary>The same with the content of a string value of the event; nothing for any other value.</summary>
    /// <exception cref="EventFormatException">An escape in it stands for half a surrogate pair; or as above.</exception>
    public void Attribute(ReadOnlySpan<byte> name, JsonValue value)
    {
        _text.ResetWrittenCount();
        value.AppendTo(_text);
        Attribute(name, _text.WrittenSpan);
    }

    /// <inheritdoc cref="Attribute(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public void Attribute(string name, ReadOnlySpan<char> value)
    {
        _text.ResetWrittenCount();
        _ = Encoding.UTF8.GetBytes(value, _text);
        Attribute(Encoding.UTF8.GetBytes(name), _text.WrittenSpan);
    }

    /// <inheritdoc cref="Attribute(ReadOnlySpan{byte}, JsonValue)"/>
    public void Attribute(string name, JsonValue value) => Attribute(Encoding.UTF8.GetBytes(name), value);

    /// <summary>An attribute of type Boolean.</summary>
    public void Attribute(string name, bool value) => Literal(Encoding.UTF8.GetBytes(name), value ? "true"u8 : "false"u8);

    /// <summary>An attribute of type Integer.</summary>
    public void Attribute(string name, int value) =>
        Literal(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value.ToString(CultureInfo.InvariantCulture)));

    /// <summary>An attribute of type Boolean or Integer, as JSON writes it.</summary>
    internal void Literal(ReadOnlySpan<byte> name, ReadOnlySpan<byte> literal)
    {
        if (!Take(name))
            return;
        WriteName(name);
        _output.Write(literal);
    }

    /// <summary><c>data</c> as the JSON value that it is: its bytes are copied.</summary>
    public void DataJson(ReadOnlySpan<byte> value)
    {
        if (OmitsData)
            return;
        WriteName("data"u8);
        _output.Write(value);
    }

    /// <summary><c>data</c> as a JSON string that holds this text, in UTF-8.</summary>
    public void DataText(ReadOnlySpan<byte> utf8)
    {
        if (OmitsData)
            return;
        WriteName("data"u8);
        JsonText.Write(_output, utf8);
    }

    /// <summary><c>data_base64</c>.</summary>
    public void DataBinary(ReadOnlySpan<byte> bytes)
    {
        if (OmitsData)
            return;
        WriteName("data_base64"u8);
        _output.Write("\""u8);
        var space = _output.GetSpan(Base64.GetMaxEncodedToUtf8Length(bytes.Length));
        _ = Base64.EncodeToUtf8(bytes, space, out _, out var written);
        _output.Advance(written);
        _output.Write("\""u8);
    }

    /// <summary><c>data_base64</c> of bytes that are base64 (RFC 4648 section 4, padded) already.</summary>
    public void DataBase64(ReadOnlySpan<byte> base64)
    {
        if (OmitsData)
            return;
        WriteName("data_base64"u8);
        JsonText.Write(_output, base64);
    }

    private bool Take(ReadOnlySpan<byte> name)
    {
        if (!CloudEventText.IsName(name) || name.Length > byte.MaxValue || Has(name))
            return false;
        if (_attributes++ == MaxAttributes)
            throw new EventFormatException("", $"makes an event of more than {MaxAttributes} attributes");
        if (_names.Length - _namesLength <= name.Length)
            Array.Resize(ref _names, _names.Length * 2);
        _names[_namesLength] = (byte)name.Length;
        name.CopyTo(_names.AsSpan(_namesLength + 1));
        _namesLength += 1 + name.Length;
        return true;
    }

    private void WriteName(ReadOnlySpan<byte> name)
    {
        var span = _output.GetSpan(name.Length + 4);
        _output.Advance(CopyName(name, span));
    }

    // A value that needs no escape.
    private void WritePlain(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        var span = _output.GetSpan(name.Length + value.Length + 6);
        var at = CopyName(name, span);
        span[at++] = (byte)'"';
        value.CopyTo(span[at..]);
        span[at + value.Length] = (byte)'"';
        _output.Advance(at + value.Length + 1);
    }

    private static int CopyName(ReadOnlySpan<byte> name, Span<byte> span)
    {
        span[0] = (byte)',';
        span[1] = (byte)'"';
        name.CopyTo(span[2..]);
        span[name.Length + 2] = (byte)'"';
        span[name.Length + 3] = (byte)':';
        return name.Length + 4;
    }

    /// <summary>Knows how much has gone to an output.</summary>
    private sealed class CountedOutput(IBufferWriter<byte> output) : IBufferWriter<byte>
    {
        private IBufferWriter<byte> _output = output;

        internal int Written { get; private set; }

        public void Advance(int count)
        {
            _output.Advance(count);
            Written += count;
        }

        public Memory<byte> GetMemory(int sizeHint = 0) => _output.GetMemory(sizeHint);

        public Span<byte> GetSpan(int sizeHint = 0) => _output.GetSpan(sizeHint);

        internal void Reset(IBufferWriter<byte> output)
        {
            _output = output;
            Written = 0;
        }
    }
}
