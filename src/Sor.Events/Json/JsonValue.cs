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
        internal Member(JsonValue name, JsonValue value)
        {
            Name = name;
            Value = value;
        }

        /// <summary>The name, as a string value.</summary>
        public JsonValue Name { get; }

        public JsonValue Value { get; }

        public bool NameEquals(scoped ReadOnlySpan<byte> name) => Name.Is(name);
    }

    /// <summary>Goes through the members of an object.</summary>
    public ref struct MemberEnumerator
    {
        private readonly ReadOnlySpan<byte> _document;
        private int _at;

        internal MemberEnumerator(ReadOnlySpan<byte> document, int start)
        {
            _document = document;
            _at = start + 1;
            Current = default;
        }

        public Member Current { get; private set; }

        public readonly MemberEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_document.IsEmpty)
                return false;
            var nameStart = JsonScan.SkipSpace(_document, _at);
            if (_document[nameStart] == (byte)',')
                nameStart = JsonScan.SkipSpace(_document, nameStart + 1);
            if (_document[nameStart] == (byte)'}')
                return false;
            var nameEnd = JsonScan.SkipString(_document, nameStart);

            // The colon, and what may stand around it.
            var valueStart = JsonScan.SkipSpace(_document, JsonScan.SkipSpace(_document, nameEnd) + 1);
            _at = JsonScan.SkipValue(_document, valueStart);
            Current = new Member(new JsonValue(_document, nameStart, nameEnd - nameStart), new JsonValue(_document, valueStart, _at - valueStart));
            return true;
        }
    }

    /// <summary>Goes through the elements of an array.</summary>
    public ref struct ElementEnumerator
    {
        private readonly ReadOnlySpan<byte> _document;
        private int _at;

        internal ElementEnumerator(ReadOnlySpan<byte> document, int start)
        {
            _document = document;
            _at = start + 1;
            Current = default;
        }

        public JsonValue Current { get; private set; }

        public readonly ElementEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_document.IsEmpty)
                return false;
            var start = JsonScan.SkipSpace(_document, _at);
            if (_document[start] == (byte)',')
                start = JsonScan.SkipSpace(_document, start + 1);
            if (_document[start] == (byte)']')
                return false;
            _at = JsonScan.SkipValue(_document, start);
            Current = new JsonValue(_document, start, _at - start);
            return true;
        }
    }
}
