using System.Text;

namespace Sor.RuntimeApi;

/// <summary>Where the headers of one response lie in its bytes.</summary>
internal sealed class HttpHeaderTable
{
    private const int MaxHeaders = 100;

    private readonly Entry[] _entries = new Entry[MaxHeaders];
    private int _count;

    /// <summary>Parses header lines in <c>[from, to)</c>, each ended by CR LF.</summary>
    internal bool Parse(byte[] input, int from, int to, out string? problem)
    {
        _count = 0;
        while (from < to)
        {
            var line = input.AsSpan(from, to - from);
            var end = line.IndexOf("\r\n"u8);
            line = end < 0 ? line : line[..end];
            var colon = line.IndexOf((byte)':');

            // A leading blank would be a folded line, one before the colon a known way of smuggling (RFC 9112 §5.1).
            if (colon <= 0 || line[0] is (byte)' ' or (byte)'\t' || line[colon - 1] is (byte)' ' or (byte)'\t' || line.ContainsAny((byte)'\n', (byte)'\r', (byte)0))
            {
                problem = "the response has a malformed header line";
                return false;
            }

            if (_count == MaxHeaders)
            {
                problem = $"the response has more than {MaxHeaders} headers";
                return false;
            }

            var value = line[(colon + 1)..].Trim(" \t"u8);
            var valueStart = value.IsEmpty ? from + colon + 1 : from + colon + 1 + line[(colon + 1)..].IndexOfAnyExcept((byte)' ', (byte)'\t');
            _entries[_count++] = new Entry(from, colon, valueStart, value.Length);
            from += line.Length + 2;
        }

        problem = null;
        return true;
    }

    /// <summary>Value of the first header of that name; empty when there is none.</summary>
    internal ReadOnlySpan<byte> Find(byte[] input, ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < _count; i++)
        {
            if (IsNamed(i, input, name))
                return input.AsSpan(_entries[i].ValueStart, _entries[i].ValueLength);
        }

        return default;
    }

    /// <summary>How many headers have that name.</summary>
    internal int Count(byte[] input, ReadOnlySpan<byte> name)
    {
        var count = 0;
        for (var i = 0; i < _count; i++)
        {
            if (IsNamed(i, input, name))
                count++;
        }

        return count;
    }

    private bool IsNamed(int index, byte[] input, ReadOnlySpan<byte> name)
    {
        ref var entry = ref _entries[index];
        return entry.NameLength == name.Length && Ascii.EqualsIgnoreCase(input.AsSpan(entry.NameStart, entry.NameLength), name);
    }

    private readonly record struct Entry(int NameStart, int NameLength, int ValueStart, int ValueLength);
}
