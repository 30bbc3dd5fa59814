namespace Sor.Events.Compression;

/// <summary>Reads one DEFLATE stream (RFC 1951).</summary>
internal ref struct DeflateReader(ReadOnlySpan<byte> packed)
{
    private const int LiteralCodes = 288;
    private const int DistanceCodes = 32;
    private const int EndOfBlock = 256;

    private readonly ReadOnlySpan<byte> _packed = packed;
    private int _at;
    private uint _bits;
    private int _bitCount;

    private static ReadOnlySpan<ushort> LengthBases =>
        [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];

    private static ReadOnlySpan<byte> LengthBits => [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    private static ReadOnlySpan<ushort> DistanceBases =>
        [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];

    private static ReadOnlySpan<byte> DistanceBits => [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];

    private static ReadOnlySpan<byte> OrderOfLengths => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>Unpacks the stream.</summary>
    /// <param name="output">Where its bytes go.</param>
    /// <param name="start">Length of the output in front of this stream, which it must not refer to.</param>
    /// <returns>How many bytes the stream took.</returns>
    internal int Read(Inflater output, int start)
    {
        for (var isLast = false; !isLast;)
        {
            isLast = Bits(1) == 1;
            switch (Bits(2))
            {
                case 0:
                    ReadStored(output);
                    break;
                case 1:
                    ReadFixed(output, start);
                    break;
                case 2:
                    ReadDynamic(output, start);
                    break;
                default:
                    throw new InflateException("has a block of unknown sort");
            }
        }

        return _at - (_bitCount / 8);
    }

    private void ReadStored(Inflater output)
    {
        // The rest of the byte is unused; whole bytes that were read ahead go back.
        _at -= _bitCount / 8;
        (_bits, _bitCount) = (0, 0);
        if (_packed.Length - _at < 4)
            throw new InflateException("ends early");
        var length = _packed[_at] | (_packed[_at + 1] << 8);
        if ((length ^ 0xFFFF) != (_packed[_at + 2] | (_packed[_at + 3] << 8)))
            throw new InflateException("has a block of wrong length");
        _at += 4;
        if (length > _packed.Length - _at)
            throw new InflateException("ends early");
        output.Append(_packed.Slice(_at, length));
        _at += length;
    }

    private void ReadFixed(Inflater output, int start)
    {
        Span<byte> lengths = stackalloc byte[LiteralCodes + DistanceCodes];
        lengths[..144].Fill(8);
        lengths[144..256].Fill(9);
        lengths[256..280].Fill(7);
        lengths[280..LiteralCodes].Fill(8);
        lengths[LiteralCodes..].Fill(5);
        ReadCodes(output, start, lengths[..LiteralCodes], lengths[LiteralCodes..]);
    }

    private void ReadDynamic(Inflater output, int start)
    {
        var (literals, distances, ofLengths) = (Bits(5) + 257, Bits(5) + 1, Bits(4) + 4);
        Span<byte> lengths = stackalloc byte[LiteralCodes + DistanceCodes + 32];
        lengths.Clear();
        for (var i = 0; i < ofLengths; i++)
            lengths[OrderOfLengths[i]] = (byte)Bits(3);
        Span<ushort> counts = stackalloc ushort[HuffmanCode.Lengths];
        Span<ushort> symbols = stackalloc ushort[19];
        var code = new HuffmanCode(lengths[..19], counts, symbols);
        lengths.Clear();
        for (var i = 0; i < literals + distances;)
        {
            var symbol = Symbol(code);
            var (value, repeat) = symbol switch
            {
                < 16 => (symbol, 1),
                16 when i > 0 => (lengths[i - 1], 3 + Bits(2)),
                17 => (0, 3 + Bits(3)),
                18 => (0, 11 + Bits(7)),
                _ => throw new InflateException("has a wrong code"),
            };
            if (repeat > literals + distances - i)
                throw new InflateException("has a wrong code");
            lengths.Slice(i, repeat).Fill((byte)value);
            i += repeat;
        }

        ReadCodes(output, start, lengths[..literals], lengths.Slice(literals, distances));
    }

    private void ReadCodes(Inflater output, int start, scoped ReadOnlySpan<byte> literalLengths, scoped ReadOnlySpan<byte> distanceLengths)
    {
        Span<ushort> counts = stackalloc ushort[2 * HuffmanCode.Lengths];
        Span<ushort> symbols = stackalloc ushort[LiteralCodes + DistanceCodes];
        var literals = new HuffmanCode(literalLengths, counts[..HuffmanCode.Lengths], symbols[..LiteralCodes]);
        var distances = new HuffmanCode(distanceLengths, counts[HuffmanCode.Lengths..], symbols[LiteralCodes..]);
        for (int symbol; (symbol = Symbol(literals)) != EndOfBlock;)
        {
            if (symbol < EndOfBlock)
            {
                output.Append((byte)symbol);
                continue;
            }

            symbol -= EndOfBlock + 1;
            if (symbol >= LengthBases.Length)
                throw new InflateException("has a wrong code");
            var length = LengthBases[symbol] + Bits(LengthBits[symbol]);
            var distance = Symbol(distances);
            if (distance >= DistanceBases.Length)
                throw new InflateException("has a wrong code");
            output.Repeat(DistanceBases[distance] + Bits(DistanceBits[distance]), length, start);
        }
    }

    private int Symbol(scoped HuffmanCode code)
    {
        var (word, first, index) = (0, 0, 0);
        for (var length = 1; length < HuffmanCode.Lengths; length++)
        {
            word |= Bits(1);
            int count = code.Counts[length];
            if (word - first < count)
                return code.Symbols[index + word - first];
            index += count;
            first = (first + count) << 1;
            word <<= 1;
        }

        throw new InflateException("has a wrong code");
    }

    private int Bits(int count)
    {
        for (; _bitCount < count; _bitCount += 8)
        {
            if (_at == _packed.Length)
                throw new InflateException("ends early");
            _bits |= (uint)_packed[_at++] << _bitCount;
        }

        var value = _bits & ((1u << count) - 1);
        _bits >>= count;
        _bitCount -= count;
        return (int)value;
    }
}
