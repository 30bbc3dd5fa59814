using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Sor.Events.Json;

/// <summary>
/// One value of a document that <see cref="EventDocument"/> has found to be valid JSON: a view over its bytes, nothing is copied. Lookups
/// read forward; a member that stands twice is an error, as two readers would disagree about it.
/// </summary>
public readonly ref struct JsonValue
{
    private readonly ReadOnlySpan<byte> _document;
    private readonly int _start;
    private readonly int _length;

    internal JsonValue(ReadOnlySpan<byte> document, int start, int length)
    {
        _document = document;
        _start = start;
        _length = length;
    }

    /// <summary>The bytes as they stand in the document, with quotes and escapes; empty for a missing value.</summary>
    public ReadOnlySpan<byte> Raw => _document.Slice(_start, _length);

    /// <summary>The document that it is part of.</summary>
    internal ReadOnlySpan<byte> Document => _document;

    /// <summary>Where it begins in the document, in bytes.</summary>
    public int Offset => _start;

    /// <summary><see cref="JsonValueKind.Undefined"/> for a missing value.</summary>
    public JsonValueKind Kind => _length == 0 ? JsonValueKind.Undefined : _document[_start] switch
    {
        (byte)'{' => JsonValueKind.Object,
        (byte)'[' => JsonValueKind.Array,
        (byte)'"' => JsonValueKind.String,
        (byte)'t' => JsonValueKind.True,
        (byte)'f' => JsonValueKind.False,
        (byte)'n' => JsonValueKind.Null,
        _ => JsonValueKind.Number,
    };

    /// <summary>Neither there nor <c>null</c>: the two mean the same in every provider's events.</summary>
    public bool IsMissing => _length == 0 || _document[_start] == (byte)'n';

    public bool IsObject => Begins('{');

    public bool IsArray => Begins('[');

    public bool IsString => Begins('"');

    public bool IsTrue => Begins('t');

    public bool IsBoolean => Begins('t') || Begins('f');

    /// <summary>A string's bytes between its quotes, escapes as they stand.</summary>
    public ReadOnlySpan<byte> RawString => IsString ? _document.Slice(_start + 1, _length - 2) : default;

    public bool HasEscapes => RawString.Contains((byte)'\\');

    /// <summary>The member of an object; a missing value when there is none, or this is no object.</summary>
    /// <param name="name">Name in UTF-8, without escapes.</param>
    /// <exception cref="EventFormatException">The member stands twice.</exception>
    public JsonValue Get(scoped ReadOnlySpan<byte> name)
    {
        var found = default(JsonValue);
        foreach (var member in Members())
        {
            if (!member.NameEquals(name))
                continue;
            if (found._length > 0)
                throw member.Value.Error($"'{Encoding.UTF8.GetString(name)}' stands twice");
            found = member.Value;
        }

        return found;
    }

    /// <summary>The members of an object in their order; none when this is no object.</summary>
    public MemberEnumerator Members() => IsObject ? new MemberEnumerator(_document, _start) : default;

    /// <summary>The elements of an array in their order; none when this is no array.</summary>
    public ElementEnumerator Elements() => IsArray ? new ElementEnumerator(_document, _start) : default;

    /// <summary>The first element of an array; a missing value when there is none.</summary>
    public JsonValue First()
    {
        foreach (var element in Elements())
            return element;
        return default;
    }

    /// <summary>Whether it is a string of exactly this content.</summary>
    public bool Is(scoped ReadOnlySpan<byte> text)
    {
        if (!IsString)
            return false;
        var raw = RawString;
        if (raw.Length <= text.Length)
            return raw.SequenceEqual(text);

        // Longer than what is asked for: the same only if it has escapes.
        return raw.Contains((byte)'\\') && Encoding.UTF8.GetBytes(GetString()).AsSpan().SequenceEqual(text);
    }

    /// <summary>A string's content. For anything else: empty.</summary>
    /// <exception cref="EventFormatException">An escape stands for half a surrogate pair.</exception>
    public string GetString()
    {
        if (!IsString)
            return "";
        if (!HasEscapes)
            return Encoding.UTF8.GetString(RawString);
        var reader = new Utf8JsonReader(Raw);
        _ = reader.Read();
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Error("has an escape that is half of a surrogate pair");
        }
    }

    /// <summary>Appends a string's content, unescaped, as UTF-8. Appends nothing for anything else.</summary>
    /// <exception cref="EventFormatException">An escape stands for half a surrogate pair.</exception>
    public void AppendTo(IBufferWriter<byte> output)
    {
        var raw = RawString;
        if (!HasEscapes)
        {
            output.Write(raw);
            return;
        }

        var reader = new Utf8JsonReader(Raw);
        _ = reader.Read();
        try
        {
            output.Advance(reader.CopyString(output.GetSpan(raw.Length)));
        }
        catch (InvalidOperationException)
        {
            throw Error("has an escape that is half of a surrogate pair");
        }
    }

    /// <summary>A number that is a whole one and fits; otherwise false.</summary>
    public bool TryGetInt64(out long value)
    {
        value = 0;
        return Kind == JsonValueKind.Number && Utf8Parser.TryParse(Raw, out value, out var used) && used == _length;
    }

    // The first byte tells what a value is.
    private bool Begins(char c) => _length > 0 && _document[_start] == (byte)c;

    /// <summary>An error about this value, with its JSON pointer.</summary>
    public EventFormatException Error(string problem) => new(JsonPointer.At(_document, _start), problem);

    /// <summary>A member of an object.</summary>
    public readonly ref struct Member
    {
        private readonly ReadOnlySpan<byte> _document;
        private readonly int _name;
        private readonly int _nameLength;
        private readonly int _value;
        private readonly int _valueLength;

        internal Member(ReadOnlySpan<byte> document, int name, int nameLength, int value, int valueLength)
        {
            _document = document;
            (_name, _nameLength, _value, _valueLength) = (name, nameLength, value, valueLength);
        }

        /// <summary>The name, as a string value.</summary>
        public JsonValue Name => new(_document, _name, _nameLength);

        public JsonValue Value => new(_document, _value, _valueLength);

        public bool NameEquals(scoped ReadOnlySpan<byte> name) => Name.Is(name);
    }

    /// <summary>Goes through the members of an object.</summary>
    public ref struct MemberEnumerator
    {
        private readonly ReadOnlySpan<byte> _document;
        private int _at;
        private int _name;
        private int _nameEnd;
        private int _value;
        private bool _hasEscapes;

        internal MemberEnumerator(ReadOnlySpan<byte> document, int start)
        {
            _document = document;
            _at = start + 1;
        }

        public readonly Member Current => new(_document, _name, _nameEnd - _name, _value, _at - _value);

        /// <summary>Whether the name, or a value that is a string, has escapes: that was seen on the way.</summary>
        internal readonly bool HasEscapes => _hasEscapes;

        internal readonly bool IsString => _document[_value] == (byte)'"';

        // Where name and value stand, quotes and all: one by one, so that nothing is copied.
        internal readonly int NameStart => _name;

        internal readonly int NameLength => _nameEnd - _name;

        internal readonly int ValueStart => _value;

        internal readonly int ValueLength => _at - _value;

        public readonly MemberEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            var json = _document;
            if (json.IsEmpty)
                return false;
            var at = JsonCheck.Space(json, _at);
            if (json[at] == (byte)',')
                at = JsonCheck.Space(json, at + 1);
            if (json[at] == (byte)'}')
                return false;
            _name = at;
            _hasEscapes = false;
            _nameEnd = JsonCheck.String(json, at, ref _hasEscapes);
            _value = JsonCheck.Colon(json, _nameEnd);
            _at = JsonScan.SkipValue(json, _value, ref _hasEscapes);
            return true;
        }
    }

    /// <summary>Goes through the elements of an array.</summary>
    public ref struct ElementEnumerator
    {
        private readonly ReadOnlySpan<byte> _document;
        private int _at;
        private int _start;

        internal ElementEnumerator(ReadOnlySpan<byte> document, int start)
        {
            _document = document;
            _at = start + 1;
        }

        public readonly JsonValue Current => new(_document, _start, _at - _start);

        public readonly ElementEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_document.IsEmpty)
                return false;
            var start = JsonCheck.Space(_document, _at);
            if (_document[start] == (byte)',')
                start = JsonCheck.Space(_document, start + 1);
            if (_document[start] == (byte)']')
                return false;
            _start = start;
            _at = JsonScan.SkipValue(_document, start);
            return true;
        }
    }
}
