namespace Sor.Events.Compression;

/// <summary>A canonical Huffman code: how many words there are of each length, and the symbols in the order of their words.</summary>
internal readonly ref struct HuffmanCode
{
    /// <summary>Lengths of words, with none.</summary>
    internal const int Lengths = 16;

    /// <summary>A code by the length of each symbol's word.</summary>
    internal HuffmanCode(scoped ReadOnlySpan<byte> lengths, Span<ushort> counts, Span<ushort> symbols)
    {
        counts.Clear();
        symbols.Clear();
        foreach (var length in lengths)
            counts[length]++;
        counts[0] = 0;
        var left = 1;
        Span<ushort> offsets = stackalloc ushort[Lengths];
        for (var length = 1; length < Lengths; length++)
        {
            left = (left << 1) - counts[length];
            if (left < 0)
                throw new InflateException("has a wrong code");
            offsets[length] = (ushort)(offsets[length - 1] + counts[length - 1]);
        }

        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] != 0)
                symbols[offsets[lengths[symbol]]++] = (ushort)symbol;
        }

        Counts = counts;
        Symbols = symbols;
    }

    internal ReadOnlySpan<ushort> Counts { get; }

    internal ReadOnlySpan<ushort> Symbols { get; }
}
