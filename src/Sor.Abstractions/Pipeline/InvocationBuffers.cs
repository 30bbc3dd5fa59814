using System.Buffers;

namespace Sor;

/// <summary>
/// Pooled memory that lives as long as one invocation. Whoever produces a payload rents its array here; all go back together
/// when the answer has been taken, so that no stage has to know who still reads what.
/// </summary>
public sealed class InvocationBuffers
{
    private readonly List<byte[]> _rented = new(4);

    /// <summary>An array of at least the size asked for, with arbitrary content.</summary>
    public byte[] Rent(int size)
    {
        var array = ArrayPool<byte>.Shared.Rent(size);
        _rented.Add(array);
        return array;
    }

    /// <summary>A larger array with the first <paramref name="used"/> bytes of one rented here, which goes back at once.</summary>
    public byte[] Grow(byte[] array, int used, int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        array.AsSpan(0, used).CopyTo(larger);
        var index = _rented.LastIndexOf(array);
        _rented[index] = larger;
        ArrayPool<byte>.Shared.Return(array);
        return larger;
    }

    /// <summary>Takes over what was rented there.</summary>
    public void TakeFrom(InvocationBuffers other)
    {
        _rented.AddRange(other._rented);
        other._rented.Clear();
    }

    /// <summary>Gives everything back. Nothing that was rented may be touched afterwards.</summary>
    public void Release()
    {
        foreach (var array in _rented)
            ArrayPool<byte>.Shared.Return(array);
        _rented.Clear();
    }
}
