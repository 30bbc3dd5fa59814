namespace Sor.JsonSchema;

/// <summary>
/// A JSON text as a flat list of nodes, in the order of the text: a container, then all inside it; a member's name, then its value.
/// Compact (20 bytes a node), built in one pass, and a node's path can be found from its index alone.
/// </summary>
internal sealed class JsonTape(ReadOnlyMemory<byte> source) : IDisposable
{
    // Most events are below; larger ones get nodes of their own.
    private const int KeptNodes = 4096;

    // One for each thread: a pool for this type alone would cost a small program more code than it is worth.
    [ThreadStatic]
    private static JsonNode[]? s_kept;

    private JsonNode[] _nodes = Take();
    private byte[] _unescaped = [];
    private int _unescapedLength;

    /// <summary>Why there is nothing on the tape; null when the text was read.</summary>
    public string? Problem { get; set; }

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Source => source.Span;

    public ref JsonNode this[int index] => ref _nodes[index];

    /// <summary>Bytes of a string, a name or a number; strings without escapes.</summary>
    public ReadOnlySpan<byte> Text(int index)
    {
        ref var node = ref _nodes[index];
        return node.IsUnescaped ? _unescaped.AsSpan(node.Start, node.Length) : source.Span.Slice(node.Start, node.Length);
    }

    /// <summary>Adds a node and returns its index.</summary>
    public int Add(JsonKind kind, int start, int length)
    {
        if (Count == _nodes.Length)
            Grow();
        ref var node = ref _nodes[Count];
        node = default;
        node.Kind = kind;
        node.Start = start;
        node.Length = length;
        node.Next = Count + 1;
        return Count++;
    }

    /// <summary>Room for a text without its escapes, which is never longer than the one with them.</summary>
    public Span<byte> UnescapedRoom(int length)
    {
        if (_unescaped.Length - _unescapedLength < length)
            Array.Resize(ref _unescaped, Math.Max(_unescapedLength + length, _unescaped.Length * 2));
        return _unescaped.AsSpan(_unescapedLength);
    }

    /// <summary>Takes what was written into <see cref="UnescapedRoom"/> as the text of a node.</summary>
    public void TakeUnescaped(int index, int length)
    {
        ref var node = ref _nodes[index];
        node.IsUnescaped = true;
        node.Start = _unescapedLength;
        node.Length = length;
        _unescapedLength += length;
    }

    /// <summary>Value of a member of a map; -1 when it has none of that name. The last of several.</summary>
    public int Find(int map, ReadOnlySpan<byte> name)
    {
        var found = -1;
        var end = _nodes[map].Next;
        for (var member = map + 1; member < end; member = _nodes[member + 1].Next)
        {
            if (_nodes[member].Length == name.Length && Text(member).SequenceEqual(name))
                found = member + 1;
        }

        return found;
    }

    public void Dispose()
    {
        if (_nodes.Length is > 0 and <= KeptNodes && (s_kept is null || s_kept.Length < _nodes.Length))
            s_kept = _nodes;
        _nodes = [];
    }

    private static JsonNode[] Take()
    {
        var nodes = s_kept ?? new JsonNode[64];
        s_kept = null;
        return nodes;
    }

    private void Grow()
    {
        var larger = new JsonNode[_nodes.Length * 2];
        Array.Copy(_nodes, larger, Count);
        _nodes = larger;
    }
}
