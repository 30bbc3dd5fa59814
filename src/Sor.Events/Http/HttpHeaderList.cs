using Sor.Events.Json;

namespace Sor.Events.Http;

/// <summary>Headers in their order; one name may stand several times. Reused from message to message.</summary>
internal sealed class HttpHeaderList(HttpTextStore texts)
{
    // Far above what any platform lets through; each new name is compared with those before it.
    private const int MaxHeaders = 1000;

    private Header[] _headers = new Header[32];

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    public ReadOnlySpan<byte> Name(int index) => texts.Get(_headers[index].Name);

    public ReadOnlySpan<byte> Value(int index) => texts.Get(_headers[index].Value);

    public HttpText NameText(int index) => _headers[index].Name;

    public HttpText ValueText(int index) => _headers[index].Value;

    /// <summary>
    /// Takes a map of headers: a name's value is a string, or an array of strings, or of objects with <c>key</c> and <c>value</c> (CloudFront).
    /// Headers of one connection are left out.
    /// </summary>
    /// <param name="map">The map; none counts as an empty one.</param>
    /// <param name="known">How many of the headers that are here already are not to be given further values.</param>
    /// <exception cref="EventFormatException">A name stands twice or is none, a value has a line's end in it, or there are too many.</exception>
    public void AddMap(JsonValue map, int known = 0)
    {
        if (!map.IsObject && !map.IsMissing)
            throw map.Error("is not an object of headers");
        var first = Count;

        // One bit for each print: names are compared only where it may be the same.
        var seen = 0UL;
        var document = map.Document;
        for (var members = map.Members(); members.MoveNext();)
        {
            if (known > 0 || members.HasEscapes || !members.IsString)
            {
                AddOther(members.Current, known, first, ref seen);
                continue;
            }

            // Nearly all of them: name and value stand in the document as they must be, and are looked at once.
            var (start, length) = (members.NameStart + 1, members.NameLength - 2);
            if (!HttpHeaderRules.IsToken(document, start, length))
                throw NoName(members.Current.Name);
            var name = document.Slice(start, length);
            if (HttpHeaderRules.IsHopByHop(name))
                continue;
            if (Count == MaxHeaders)
                throw TooMany(members.Current.Value);
            var print = NamePrint.Of(name);
            var bit = NamePrint.Bit(print);
            if ((seen & bit) != 0 && StandsAmong(name, print, first, Count))
                throw Twice(members.Current.Name);
            seen |= bit;
            Append(HttpText.InDocument(start, length), HttpText.InDocument(members.ValueStart + 1, members.ValueLength - 2), print);
        }
    }

    private void AddOther(JsonValue.Member member, int known, int first, ref ulong seen)
    {
        var before = Count;
        var name = CheckedName(member.Name);
        if (known > 0 && Find(texts.Get(name)) is >= 0 and var found && found < known)
            return;
        if (member.Value.IsArray)
        {
            foreach (var element in member.Value.Elements())
                Add(element.IsObject && element.Get("key"u8).IsString ? CheckedName(element.Get("key"u8)) : name, element);
        }
        else
        {
            Add(name, member.Value);
        }

        if (Count == before)
            return;
        var print = NamePrint.Of(texts.Get(name));
        if ((seen & NamePrint.Bit(print)) != 0 && StandsAmong(texts.Get(name), print, first, before))
            throw Twice(member.Name);
        for (; before < Count; before++)
            seen |= NamePrint.Bit(_headers[before].Print);
    }

    /// <summary>One header of the message.</summary>
    public void Add(HttpText name, JsonValue value)
    {
        var text = CheckedValue(value.IsObject ? value.Get("value"u8) : value);
        if (text.IsMissing || HttpHeaderRules.IsHopByHop(texts.Get(name)))
            return;
        if (Count == MaxHeaders)
            throw TooMany(value);
        Add(name, text);
    }

    /// <summary>The content of a name, if it is one.</summary>
    public HttpText CheckedName(JsonValue name)
    {
        // A backslash is no part of a token: what is one as it stands has no escapes.
        if (HttpHeaderRules.IsToken(name.RawString))
            return HttpTextStore.RawString(name);
        var text = texts.Of(name);
        return HttpHeaderRules.IsToken(texts.Get(text)) ? text : throw NoName(name);
    }

    /// <summary>The content of a value, if it is one; missing for a missing one.</summary>
    public HttpText CheckedValue(JsonValue value)
    {
        // JSON has control characters in a string by escapes only.
        if (value.IsString && !value.HasEscapes)
            return HttpTextStore.RawString(value);
        var text = texts.Of(value);
        return HttpHeaderRules.EndsLine(texts.Get(text)) ? throw value.Error("is no value of a header: it has a carriage return, a line feed or a NUL in it") : text;
    }

    /// <summary>Adds a header that is known to be well-formed.</summary>
    public void Add(HttpText name, HttpText value) => Append(name, value, NamePrint.Of(texts.Get(name)));

    /// <summary>The first header of this name from an index on; -1 when there is none.</summary>
    public int Find(ReadOnlySpan<byte> name, int from = 0)
    {
        var print = NamePrint.Of(name);
        var headers = _headers.AsSpan(0, Count);
        for (var i = from; i < headers.Length; i++)
        {
            if (headers[i].Print == print && AsciiText.Same(texts.Get(headers[i].Name), name))
                return i;
        }

        return -1;
    }

    /// <summary>The value of the first header of this name; missing when there is none.</summary>
    public HttpText Get(ReadOnlySpan<byte> name) => Find(name) is >= 0 and var index ? _headers[index].Value : default;

    /// <summary>Puts a value in the place of all that stand under this name, or behind all others.</summary>
    public void Set(ReadOnlySpan<byte> name, HttpText value)
    {
        var index = Find(name);
        if (index < 0)
        {
            Add(texts.Copy(name), value);
            return;
        }

        _headers[index].Value = value;
        while (Find(name, index + 1) is >= 0 and var further)
        {
            Array.Copy(_headers, further + 1, _headers, further, Count - further - 1);
            Count--;
        }
    }

    private void Append(HttpText name, HttpText value, int print)
    {
        if (Count == _headers.Length)
            Array.Resize(ref _headers, _headers.Length * 2);

        // Part by part: made on the stack and copied as a whole, it would have to wait for itself.
        ref var header = ref _headers[Count++];
        header.Name = name;
        header.Value = value;
        header.Print = print;
    }

    private static EventFormatException TooMany(JsonValue value) => value.Error($"is one header more than {MaxHeaders}");

    private static EventFormatException NoName(JsonValue name) =>
        name.Error("is no name of a header: it may have letters, digits and !#$%&'*+-.^_`|~");

    // Two readers of an object that has a member twice disagree about it. In another case it is another member, and one more value.
    private static EventFormatException Twice(JsonValue member) => member.Error("stands twice");

    private bool StandsAmong(ReadOnlySpan<byte> name, int print, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (_headers[i].Print == print && texts.Get(_headers[i].Name).SequenceEqual(name))
                return true;
        }

        return false;
    }

    private struct Header
    {
        public HttpText Name { get; set; }

        public HttpText Value { get; set; }

        public int Print { get; set; }
    }
}
