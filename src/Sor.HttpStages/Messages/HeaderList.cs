namespace Sor.HttpStages.Messages;

/// <summary>One header line.</summary>
/// <param name="Name">As it was sent; compared without case.</param>
/// <param name="Value">As it was sent.</param>
internal readonly record struct Header(string Name, string Value);

/// <summary>The headers of a message in their order; one name may stand several times.</summary>
internal sealed class HeaderList
{
    private readonly List<Header> _lines = [];

    internal IReadOnlyList<Header> Lines => _lines;

    /// <summary>Whether anything was changed after reading.</summary>
    internal bool IsChanged { get; private set; }

    /// <summary>Takes a line as it was read.</summary>
    internal void Read(string name, string value) => _lines.Add(new Header(name, value));

    internal bool Has(string name) => IndexOf(name) >= 0;

    /// <summary>The value of the first line of a name; null if there is none.</summary>
    internal string? First(string name) => IndexOf(name) is >= 0 and var index ? _lines[index].Value : null;

    /// <summary>All lines of a name as one value (RFC 9110, section 5.3); null if there is none.</summary>
    internal string? Joined(string name)
    {
        string? joined = null;
        foreach (var line in _lines)
        {
            if (Same(line.Name, name))
                joined = joined is null ? line.Value : $"{joined}, {line.Value}";
        }

        return joined;
    }

    /// <summary>The members of a list that all lines of a name make together, without the space around them.</summary>
    internal string[] Members(string name) => Joined(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Adds a line.</summary>
    internal void Add(string name, string value)
    {
        _lines.Add(new Header(name, value));
        IsChanged = true;
    }

    /// <summary>Gives a name this value alone, where its first line stood.</summary>
    internal void Set(string name, string value)
    {
        var index = IndexOf(name);
        if (index < 0)
        {
            Add(name, value);
            return;
        }

        for (var last = _lines.Count - 1; last > index; last--)
        {
            if (Same(_lines[last].Name, name))
                _lines.RemoveAt(last);
        }

        _lines[index] = new Header(_lines[index].Name, value);
        IsChanged = true;
    }

    /// <summary>Takes all lines of a name away.</summary>
    internal void Remove(string name) => IsChanged |= _lines.RemoveAll(line => Same(line.Name, name)) > 0;

    /// <summary>Puts other lines in place of all.</summary>
    internal void Replace(IReadOnlyCollection<Header> lines)
    {
        IsChanged |= !_lines.SequenceEqual(lines);
        _lines.Clear();
        _lines.AddRange(lines);
    }

    /// <summary>Says that the answer depends on headers of the request, for caches (RFC 9110, section 12.5.5).</summary>
    internal void Vary(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var known = Members("vary");
            if (known.Contains("*") || known.Contains(name, StringComparer.OrdinalIgnoreCase))
                continue;
            Set("vary", known.Length == 0 ? name : $"{string.Join(", ", known)}, {name}");
        }
    }

    internal static bool Same(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    private int IndexOf(string name) => _lines.FindIndex(line => Same(line.Name, name));
}
