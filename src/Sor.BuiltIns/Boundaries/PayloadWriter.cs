using System.Buffers;

namespace Sor.BuiltIns;

/// <summary>Writes a payload into memory of its invocation.</summary>
internal sealed class PayloadWriter : IBufferWriter<byte>
{
    private InvocationBuffers? _buffers;
    private byte[] _array = [];
    private int _used;

    /// <summary>Begins a payload of about this size.</summary>
    internal void Begin(InvocationBuffers buffers, int size)
    {
        _buffers = buffers;
        _array = buffers.Rent(size);
        _used = 0;
    }

    /// <summary>What was written since then.</summary>
    internal ReadOnlyMemory<byte> End()
    {
        var written = _array.AsMemory(0, _used);
        (_buffers, _array) = (null, []);
        return written;
    }

    public void Advance(int count) => _used += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        var needed = _used + Math.Max(sizeHint, 1);
        if (needed > _array.Length)
            _array = _buffers!.Grow(_array, _used, Math.Max(needed, _array.Length * 2));
        return _array.AsMemory(_used);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
