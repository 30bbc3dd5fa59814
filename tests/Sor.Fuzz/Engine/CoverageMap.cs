using System.Numerics;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace Sor.Fuzz;

/// <summary>
/// Where instrumented code counts the branches that it takes. A branch that was taken another number of times (in powers of
/// two) than ever before makes an input interesting.
/// </summary>
internal sealed unsafe class CoverageMap : IDisposable
{
    private const int Size = 64 * 1024;

    private static readonly byte[] s_buckets = MakeBuckets();

    private readonly byte* _counts = (byte*)NativeMemory.AllocZeroed(Size);
    private readonly byte[] _seen = new byte[Size];

    public CoverageMap() => Trace.SharedMem = _counts;

    /// <summary>Branches seen since <see cref="Forget"/>.</summary>
    public int Branches { get; private set; }

    /// <summary>Begins with a parser of which nothing is known.</summary>
    public void Forget()
    {
        _seen.AsSpan().Clear();
        Branches = 0;
    }

    public void BeginExecution()
    {
        new Span<byte>(_counts, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Whether the execution did what none did before.</summary>
    public bool EndExecution()
    {
        var isNew = false;
        var words = new ReadOnlySpan<ulong>(_counts, Size / sizeof(ulong));
        for (var word = 0; word < words.Length; word++)
        {
            if (words[word] == 0)
                continue;
            for (var i = word * sizeof(ulong); i < (word + 1) * sizeof(ulong); i++)
            {
                var bucket = s_buckets[_counts[i]];
                if ((_seen[i] | bucket) == _seen[i])
                    continue;
                isNew = true;
                Branches += _seen[i] == 0 ? 1 : 0;
                _seen[i] |= bucket;
            }
        }

        return isNew;
    }

    public void Dispose()
    {
        Trace.SharedMem = null;
        NativeMemory.Free(_counts);
    }

    /// <summary>One bit for 1, 2, 3, 4-7, 8-15, 16-31, 32-127 and more.</summary>
    private static byte[] MakeBuckets()
    {
        var buckets = new byte[256];
        for (var count = 1; count < buckets.Length; count++)
            buckets[count] = (byte)(1 << (count <= 3 ? count - 1 : Math.Min(7, BitOperations.Log2((uint)count) + 1 - (count >= 64 ? 1 : 0))));
        return buckets;
    }
}
