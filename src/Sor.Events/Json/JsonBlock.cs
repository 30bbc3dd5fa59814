using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sor.Events.Json;

/// <summary>
/// Steps over an object or an array 64 bytes at a time: what is a quote, an escape or a bracket becomes a bit, and brackets that strings hold
/// are masked out. The way of simdjson (Langdale and Lemire, "Parsing Gigabytes of JSON per Second", 2019, section 3).
/// </summary>
internal struct JsonBlock
{
    internal const int Size = 64;

    private const ulong EvenBits = 0x5555_5555_5555_5555;

    // One if the last byte of the block before escapes the first of this one; all ones if it was inside of a string.
    private ulong _escapes;
    private ulong _inString;
    private int _depth;

    /// <summary>How many bytes of the container are in this block, if it ends here; 0 if it goes on.</summary>
    internal int EndIn(ReadOnlySpan<byte> block)
    {
        var (quotes, backslashes, opens, closes) = Masks(block);
        if ((backslashes | _escapes) != 0)
            quotes &= ~Escaped(backslashes);
        var inside = PrefixXor(quotes) ^ _inString;
        _inString = (ulong)((long)inside >> (Size - 1));
        opens &= ~inside;
        closes &= ~inside;

        // Most blocks cannot close what is open: then the brackets need only be counted.
        if (BitOperations.PopCount(closes) >= _depth && FindEnd(opens, closes) is > 0 and var end)
            return end;
        _depth += BitOperations.PopCount(opens) - BitOperations.PopCount(closes);
        return 0;
    }

    private readonly int FindEnd(ulong opens, ulong closes)
    {
        var depth = _depth;
        for (var brackets = opens | closes; brackets != 0; brackets &= brackets - 1)
        {
            var at = BitOperations.TrailingZeroCount(brackets);
            depth += (opens >> at & 1) != 0 ? 1 : -1;
            if (depth == 0)
                return at + 1;
        }

        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong Quotes, ulong Backslashes, ulong Opens, ulong Closes) Masks(ReadOnlySpan<byte> block)
    {
        ulong quotes = 0, backslashes = 0, opens = 0, closes = 0;
        ref var start = ref MemoryMarshal.GetReference(block[..Size]);
        for (var at = 0; at < Size; at += Vector128<byte>.Count)
        {
            var bytes = Vector128.LoadUnsafe(ref start, (nuint)at);

            // Brackets and braces differ in this bit alone, and no other byte becomes one of them by it.
            var folded = bytes | Vector128.Create((byte)0x20);
            quotes |= (ulong)Vector128.Equals(bytes, Vector128.Create((byte)'"')).ExtractMostSignificantBits() << at;
            backslashes |= (ulong)Vector128.Equals(bytes, Vector128.Create((byte)'\\')).ExtractMostSignificantBits() << at;
            opens |= (ulong)Vector128.Equals(folded, Vector128.Create((byte)'{')).ExtractMostSignificantBits() << at;
            closes |= (ulong)Vector128.Equals(folded, Vector128.Create((byte)'}')).ExtractMostSignificantBits() << at;
        }

        return (quotes, backslashes, opens, closes);
    }

    // Bytes behind an odd number of backslashes.
    private ulong Escaped(ulong backslashes)
    {
        backslashes &= ~_escapes;
        var follows = (backslashes << 1) | _escapes;
        var oddStarts = backslashes & ~EvenBits & ~follows;
        var ends = unchecked(oddStarts + backslashes);
        _escapes = ends < oddStarts ? 1UL : 0;
        return (EvenBits ^ (ends << 1)) & follows;
    }

    // Ones from each odd bit up to, and without, the next: the inside of strings with their opening quotes.
    private static ulong PrefixXor(ulong bits)
    {
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }
}
