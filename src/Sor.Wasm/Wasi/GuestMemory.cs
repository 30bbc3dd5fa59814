using System.Buffers.Binary;

namespace Sor.Wasm.Wasi;

/// <summary>The guest's memory with every access checked. Addresses and lengths are the guest's own and may be anything.</summary>
internal readonly ref struct GuestMemory(Span<byte> bytes)
{
    private readonly Span<byte> _bytes = bytes;

    /// <exception cref="GuestFaultException">It is not within the memory.</exception>
    internal Span<byte> Slice(uint address, uint length)
    {
        if ((ulong)address + length > (ulong)_bytes.Length)
            throw new GuestFaultException();
        return _bytes.Slice((int)address, (int)length);
    }

    internal uint ReadUInt32(uint address) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(address, sizeof(uint)));

    internal ulong ReadUInt64(uint address) => BinaryPrimitives.ReadUInt64LittleEndian(Slice(address, sizeof(ulong)));

    internal void WriteUInt32(uint address, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Slice(address, sizeof(uint)), value);

    internal void WriteUInt64(uint address, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Slice(address, sizeof(ulong)), value);
}

/// <summary>The guest named an address outside of its memory: it gets <see cref="Errno.Fault"/>.</summary>
internal sealed class GuestFaultException : Exception;
