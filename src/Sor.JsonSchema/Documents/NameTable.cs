namespace Sor.JsonSchema;

/// <summary>Finds the position of a name among a few known ones, by its bytes.</summary>
internal sealed class NameTable
{
    private readonly byte[][] _names;

    // First position + 1 of each bucket, and of the next in the same bucket.
    private readonly int[] _buckets;
    private readonly int[] _next;

    public NameTable(byte[][] names)
    {
        _names = names;
        _next = new int[names.Length];
        var size = 4;
        while (size < names.Length * 2)
            size *= 2;
        _buckets = new int[size];
        for (var index = 0; index < names.Length; index++)
        {
            ref var bucket = ref _buckets[BucketOf(names[index])];
            _next[index] = bucket;
            bucket = index + 1;
        }
    }

    public int Count => _names.Length;

    public byte[] this[int index] => _names[index];

    /// <returns>-1 for an unknown name.</returns>
    public int Find(ReadOnlySpan<byte> name)
    {
        for (var entry = _buckets[BucketOf(name)]; entry > 0; entry = _next[entry - 1])
        {
            if (name.SequenceEqual(_names[entry - 1]))
                return entry - 1;
        }

        return -1;
    }

    // Length and both ends tell the names of a schema apart well enough; the names come from the schema's author.
    private int BucketOf(ReadOnlySpan<byte> name)
    {
        if (name.Length == 0)
            return 0;
        var hash = (uint)name.Length * 31;
        hash = (hash + name[0]) * 31;
        hash = (hash + name[name.Length / 2]) * 31;
        return (int)((hash + name[^1]) & (uint)(_buckets.Length - 1));
    }
}
