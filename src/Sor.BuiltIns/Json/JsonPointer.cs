using System.Text;

namespace Sor.BuiltIns;

/// <summary>A JSON pointer (RFC 6901), ready to be compared with names in UTF-8 JSON.</summary>
internal sealed class JsonPointer
{
    /// <summary>Most segments: what is deeper in an event is not looked for.</summary>
    internal const int MaxSegments = 16;

    private readonly byte[][] _names;
    private readonly int[] _indexes;

    private JsonPointer(string text, byte[][] names)
    {
        Text = text;
        _names = names;
        _indexes = new int[names.Length];
        for (var i = 0; i < names.Length; i++)
            _indexes[i] = IndexOf(names[i]);
    }

    /// <summary>As it was written.</summary>
    internal string Text { get; }

    /// <summary>How many names or indexes it has; none for the document itself.</summary>
    internal int Length => _names.Length;

    /// <summary>Parses one; false with what is wrong with it.</summary>
    internal static bool TryParse(string text, out JsonPointer? pointer, out string? problem)
    {
        pointer = null;
        problem = null;
        if (text.Length > 0 && text[0] != '/')
            problem = "a JSON pointer begins with /";
        var parts = text.Length == 0 ? [] : text[1..].Split('/');
        if (parts.Length > MaxSegments)
            problem ??= $"a JSON pointer has at most {MaxSegments} segments here";
        var names = new byte[parts.Length][];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!TryUnescape(parts[i], out var name))
                problem ??= "a JSON pointer writes ~ as ~0 and / in a name as ~1";
            names[i] = Encoding.UTF8.GetBytes(name);
        }

        if (problem is not null)
            return false;
        pointer = new JsonPointer(text, names);
        return true;
    }

    /// <summary>The name of one segment, unescaped, in UTF-8.</summary>
    internal ReadOnlySpan<byte> NameAt(int segment) => _names[segment];

    /// <summary>The array index that a segment can be; -1 when it is none.</summary>
    internal int IndexAt(int segment) => _indexes[segment];

    /// <summary>The longest of its names that can be no array index: a text that leads somewhere has it. Empty where there is none.</summary>
    internal ReadOnlySpan<byte> LongestName()
    {
        ReadOnlySpan<byte> longest = [];
        for (var i = 0; i < _names.Length; i++)
        {
            if (_indexes[i] < 0 && _names[i].Length > longest.Length)
                longest = _names[i];
        }

        return longest;
    }

    /// <summary>Where the last segment stands in; the pointer has one.</summary>
    internal JsonPointer Parent() => new(Text[..Text.LastIndexOf('/')], _names[..^1]);

    private static bool TryUnescape(string part, out string name)
    {
        name = part;
        if (!part.Contains('~', StringComparison.Ordinal))
            return true;
        var plain = new StringBuilder(part.Length);
        for (var i = 0; i < part.Length; i++)
        {
            if (part[i] != '~')
                _ = plain.Append(part[i]);
            else if (++i < part.Length && part[i] is '0' or '1')
                _ = plain.Append(part[i] == '0' ? '~' : '/');
            else
                return false;
        }

        name = plain.ToString();
        return true;
    }

    /// <summary>Digits without a leading zero; at most nine, which no array of an event exceeds.</summary>
    private static int IndexOf(ReadOnlySpan<byte> name)
    {
        if (name.Length is 0 or > 9 || (name.Length > 1 && name[0] == '0'))
            return -1;
        var index = 0;
        foreach (var digit in name)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return -1;
            index = (index * 10) + digit - '0';
        }

        return index;
    }
}
