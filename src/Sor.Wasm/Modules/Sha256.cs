using System.Buffers.Binary;
using System.Numerics;

namespace Sor.Wasm.Modules;

/// <summary>SHA-256 (FIPS 180-4). The base library's own would load OpenSSL, which a function without cryptography need not have.</summary>
internal static class Sha256
{
    internal const int HashBytes = 32;

    private const int BlockBytes = 64;

    private static readonly uint[] s_constants = Fractions(64, Math.Cbrt);
    private static readonly uint[] s_start = Fractions(8, Math.Sqrt);

    /// <summary>The hash in lower-case hexadecimal digits.</summary>
    internal static string Hex(ReadOnlySpan<byte> data)
    {
        Span<uint> state = stackalloc uint[8];
        s_start.CopyTo(state);
        var whole = data.Length / BlockBytes * BlockBytes;
        for (var at = 0; at < whole; at += BlockBytes)
            Add(state, data.Slice(at, BlockBytes));

        // What is left, a one bit, zeros, and the length in bits.
        Span<byte> end = stackalloc byte[2 * BlockBytes];
        end.Clear();
        var rest = data[whole..];
        rest.CopyTo(end);
        end[rest.Length] = 0x80;
        var endBytes = rest.Length < BlockBytes - 8 ? BlockBytes : 2 * BlockBytes;
        BinaryPrimitives.WriteUInt64BigEndian(end[(endBytes - 8)..], (ulong)data.Length * 8);
        for (var at = 0; at < endBytes; at += BlockBytes)
            Add(state, end.Slice(at, BlockBytes));

        Span<byte> hash = stackalloc byte[HashBytes];
        for (var index = 0; index < state.Length; index++)
            BinaryPrimitives.WriteUInt32BigEndian(hash[(index * 4)..], state[index]);
        return Convert.ToHexStringLower(hash);
    }

    private static void Add(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> w = stackalloc uint[64];
        for (var t = 0; t < 16; t++)
            w[t] = BinaryPrimitives.ReadUInt32BigEndian(block[(t * 4)..]);
        for (var t = 16; t < 64; t++)
        {
            var s0 = BitOperations.RotateRight(w[t - 15], 7) ^ BitOperations.RotateRight(w[t - 15], 18) ^ (w[t - 15] >> 3);
            var s1 = BitOperations.RotateRight(w[t - 2], 17) ^ BitOperations.RotateRight(w[t - 2], 19) ^ (w[t - 2] >> 10);
            w[t] = unchecked(w[t - 16] + s0 + w[t - 7] + s1);
        }

        var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        for (var t = 0; t < 64; t++)
        {
            var s1 = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
            var s0 = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
            var t1 = unchecked(h + s1 + ((e & f) ^ (~e & g)) + s_constants[t] + w[t]);
            var t2 = unchecked(s0 + ((a & b) ^ (a & c) ^ (b & c)));
            (h, g, f, e, d, c, b, a) = (g, f, e, unchecked(d + t1), c, b, a, unchecked(t1 + t2));
        }

        ReadOnlySpan<uint> added = [a, b, c, d, e, f, g, h];
        for (var index = 0; index < added.Length; index++)
            state[index] = unchecked(state[index] + added[index]);
    }

    /// <summary>The standard's constants: the first 32 bits behind the point of roots of the first primes.</summary>
    private static uint[] Fractions(int count, Func<double, double> root)
    {
        var values = new uint[count];
        var found = 0;
        for (var candidate = 2; found < count; candidate++)
        {
            var isPrime = true;
            for (var divisor = 2; divisor * divisor <= candidate && isPrime; divisor++)
                isPrime = candidate % divisor != 0;
            if (!isPrime)
                continue;
            var value = root(candidate);
            values[found++] = (uint)((value - Math.Floor(value)) * 4294967296.0);
        }

        return values;
    }
}
