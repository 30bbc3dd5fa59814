namespace Sor.Wasm.Guests;

/// <summary>Bytes that a guest writes, up to a limit.</summary>
/// <param name="limit">Most bytes.</param>
/// <param name="room">Array of an earlier buffer to begin with, which nobody else uses any more.</param>
internal sealed class BoundedBuffer(int limit, byte[]? room = null)
{
    private const int FirstBytes = 1024;

    private byte[] _bytes = room ?? [];
    private int _count;

    internal ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _count);

    /// <summary>The array, for a later buffer.</summary>
    internal byte[] Room => _bytes;

    /// <summary>False, and nothing is taken, if it would be more than the limit.</summary>
    internal bool TryWrite(ReadOnlySpan<byte> data)
    {
        if (data.Length > limit - _count)
            return false;
        if (data.Length > _bytes.Length - _count)
            Array.Resize(ref _bytes, (int)Math.Min(limit, Math.Max((long)_count + data.Length, Math.Max(FirstBytes, 2L * _bytes.Length))));
        data.CopyTo(_bytes.AsSpan(_count));
        _count += data.Length;
        return true;
    }
}
