using System.Buffers.Binary;

namespace Sor.Fuzz;

/// <summary>Makes inputs out of others: small damage, tokens of the parser's language, pieces of other inputs.</summary>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> dictionary)
{
    private const int MaxBytes = 4096;

    // Rare: long enough to pass every limit of a head or a header.
    private const int MaxRunBytes = 70_000;
    private const int RunOdds = 2000;

    private readonly List<byte> _bytes = new(MaxBytes);

    public byte[] Mutate(byte[] input, byte[] other)
    {
        _bytes.Clear();
        _bytes.AddRange(input);
        for (var rounds = 1 << random.Next(4); rounds > 0; rounds--)
            MutateOnce(other);
        if (_bytes.Count > MaxBytes)
            _bytes.RemoveRange(MaxBytes, _bytes.Count - MaxBytes);
        if (random.Next(RunOdds) == 0)
            InsertRun();
        return [.. _bytes];
    }

    private void MutateOnce(byte[] other)
    {
        switch (_bytes.Count == 0 ? random.Next(8, 11) : random.Next(11))
        {
            case 0:
                _bytes[AnyIndex()] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                _bytes[AnyIndex()] = (byte)random.Next(256);
                break;
            case 2:
                _bytes[AnyIndex()] = (byte)random.Next(' ', 127);
                break;
            case 3:
                _bytes[AnyIndex()] += (byte)random.Next(-8, 9);
                break;
            case 4:
                Remove();
                break;
            case 5:
                Duplicate();
                break;
            case 6:
                WriteNumber();
                break;
            case 7:
                ReplaceByToken();
                break;
            case 8:
                _bytes.Insert(AnyGap(), (byte)random.Next(256));
                break;
            case 9:
                _bytes.InsertRange(AnyGap(), dictionary[random.Next(dictionary.Count)]);
                break;
            default:
                Splice(other);
                break;
        }
    }

    private int AnyIndex() => random.Next(_bytes.Count);

    private int AnyGap() => random.Next(_bytes.Count + 1);

    private void Remove()
    {
        var from = AnyIndex();
        _bytes.RemoveRange(from, Math.Min(_bytes.Count - from, 1 << random.Next(7)));
    }

    private void Duplicate()
    {
        var from = AnyIndex();
        _bytes.InsertRange(AnyGap(), _bytes.GetRange(from, Math.Min(_bytes.Count - from, 1 << random.Next(7))));
    }

    /// <summary>Digits where digits are, as lengths and ids have them.</summary>
    private void WriteNumber()
    {
        var at = _bytes.FindIndex(AnyIndex(), static b => char.IsAsciiDigit((char)b));
        if (at < 0)
            return;
        var end = at;
        while (end < _bytes.Count && char.IsAsciiDigit((char)_bytes[end]))
            end++;
        _bytes.RemoveRange(at, end - at);
        Span<byte> digits = stackalloc byte[20];
        _ = AnyNumber().TryFormat(digits, out var count, default, System.Globalization.CultureInfo.InvariantCulture);
        _bytes.InsertRange(at, digits[..count]);
    }

    private long AnyNumber()
    {
        Span<byte> bytes = stackalloc byte[8];
        random.NextBytes(bytes);
        var shift = random.Next(64);
        return random.Next(3) == 0 ? random.Next(20) : (long)(BinaryPrimitives.ReadUInt64LittleEndian(bytes) >> shift);
    }

    private void ReplaceByToken()
    {
        var token = dictionary[random.Next(dictionary.Count)];
        var from = AnyIndex();
        _bytes.RemoveRange(from, Math.Min(_bytes.Count - from, token.Length));
        _bytes.InsertRange(from, token);
    }

    private void Splice(byte[] other)
    {
        if (other.Length == 0)
            return;
        var from = random.Next(other.Length);
        _bytes.InsertRange(AnyGap(), other.AsSpan(from, random.Next(1, other.Length - from + 1)));
    }

    private void InsertRun() =>
        _bytes.InsertRange(AnyGap(), Enumerable.Repeat(_bytes.Count == 0 ? (byte)'a' : _bytes[AnyIndex()], random.Next(1000, MaxRunBytes)).ToArray());
}
