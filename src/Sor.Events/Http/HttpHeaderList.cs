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
        var seen = 0UL;
        foreach (var member in map.Members())
        {
            var name = CheckedName(member.Name);
            var before = Count;
            if (known > 0 && Find(texts.Get(name)) is >= 0 and var found && found < known)
                continue;
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
                continue;

            // One bit for each print: names are compared only where it may be the same.
            if ((seen & Bit(Print(texts.Get(name)))) != 0)
                RefuseTwice(member.Name, name, first, before);
            for (; before < Count; before++)
                seen |= Bit(_headers[before].Print);
        }
    }

    /// <summary>One header of the message.</summary>
    public void Add(HttpText name, JsonValue value)
    {
        var text = CheckedValue(value.IsObject ? value.Get("value"u8) : value);
        if (text.IsMissing || HttpHeaderRules.IsHopByHop(texts.Get(name)))
            return;
        if (Count == MaxHeaders)
            throw value.Error($"is one header more than {MaxHeaders}");
        Add(name, text);
    }

    /// <summary>The content of a name, if it is one.</summary>
    public HttpText CheckedName(JsonValue name)
    {
        // A backslash is no part of a token: what is one as it stands has no escapes.
        if (HttpHeaderRules.IsToken(name.RawString))
            return HttpTextStore.RawString(name);
        var text = texts.Of(name);
        return HttpHeaderRules.IsToken(texts.Get(text)) ? text : throw name.Error("is no name of a header: it may have letters, digits and !#$%&'*+-.^_`|~");
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
    public void Add(HttpText name, HttpText value)
    {
        if (Count == _headers.Length)
            Array.Resize(ref _headers, _headers.Length * 2);
        _headers[Count++] = new Header(name, value, Print(texts.Get(name)));
    }

    /// <summary>The first header of this name from an index on; -1 when there is none.</summary>
    public int Find(ReadOnlySpan<byte> name, int from = 0)
    {
        var print = Print(name);
        for (var i = from; i < Count; i++)
        {
            if (_headers[i].Print == print && AsciiText.Same(texts.Get(_headers[i].Name), name))
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

        _headers[index] = _headers[index] with { Value = value };
        while (Find(name, index + 1) is >= 0 and var further)
        {
            Array.Copy(_headers, further + 1, _headers, further, Count - further - 1);
            Count--;
        }
    }

    // Two readers of an object that has a member twice disagree about it. In another case it is another member, and one more value.
    private void RefuseTwice(JsonValue member, HttpText name, int first, int before)
    {
        var bytes = texts.Get(name);
        var print = Print(bytes);
        for (var i = first; i < before; i++)
        {
            if (_headers[i].Print == print && texts.Get(_headers[i].Name).SequenceEqual(bytes))
                throw member.Error("stands twice");
        }
    }

    // Tells most names apart at once.
    private static int Print(ReadOnlySpan<byte> name) => name.Length | ((name[0] | 0x20) << 16) | ((name[^1] | 0x20) << 24);

    private static ulong Bit(int print) => 1UL << (int)((uint)print * 0x9E3779B1 >> 26);

    private readonly record struct Header(HttpText Name, HttpText Value, int Print);
}
