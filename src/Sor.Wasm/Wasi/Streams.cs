using Sor.Wasm.Guests;

namespace Sor.Wasm.Wasi;

/// <summary>The three standard streams: the only descriptors of a guest.</summary>
internal static class Streams
{
    private const uint Input = 0;
    private const uint Output = 1;
    private const uint Log = 2;

    // As many buffers as the systems below WASI take in one call.
    private const uint MaxBuffers = 1024;
    private const uint BufferBytes = 8;

    private const uint StatusBytes = 24;
    private const uint FileStatusBytes = 64;
    private const ulong ReadRight = 1 << 1;
    private const ulong WriteRight = 1 << 6;

    /// <summary>The result for a standard stream; anything else is no descriptor.</summary>
    internal static Errno Of(uint descriptor, Errno result) => descriptor <= Log ? result : Errno.BadDescriptor;

    internal static Errno Read(GuestCall call, GuestMemory memory, uint descriptor, uint buffers, uint count, uint readAt)
    {
        if (descriptor != Input)
            return Errno.BadDescriptor;
        if (count > MaxBuffers)
            return Errno.InvalidArgument;
        var total = 0u;
        for (var index = 0u; index < count; index++)
        {
            var into = BufferAt(memory, buffers, index);
            var n = call.Read(into);
            total += (uint)n;
            if (n < into.Length)
                break;
        }

        memory.WriteUInt32(readAt, total);
        return Errno.Success;
    }

    internal static Errno Write(GuestCall call, GuestMemory memory, uint descriptor, uint buffers, uint count, uint writtenAt)
    {
        if (descriptor is not (Output or Log))
            return Errno.BadDescriptor;
        if (count > MaxBuffers)
            return Errno.InvalidArgument;
        var total = 0u;
        for (var index = 0u; index < count; index++)
        {
            var data = BufferAt(memory, buffers, index);
            total = unchecked(total + (uint)data.Length);
            if (descriptor == Log)
            {
                call.Log.Write(data);
            }
            else if (!call.Output.TryWrite(data))
            {
                call.StopFor(StopReason.OutputTooLarge);
                return Errno.IO;
            }
        }

        memory.WriteUInt32(writtenAt, total);
        return Errno.Success;
    }

    /// <summary>What kind of descriptor it is: none that a C library would take for a terminal, and flush at each line.</summary>
    internal static Errno WriteStatus(GuestMemory memory, uint descriptor, uint at)
    {
        if (descriptor > Log)
            return Errno.BadDescriptor;
        memory.Slice(at, StatusBytes).Clear();
        memory.WriteUInt64(unchecked(at + 8), descriptor == Input ? ReadRight : WriteRight);
        return Errno.Success;
    }

    internal static Errno WriteFileStatus(GuestMemory memory, uint descriptor, uint at)
    {
        if (descriptor > Log)
            return Errno.BadDescriptor;
        memory.Slice(at, FileStatusBytes).Clear();
        return Errno.Success;
    }

    private static Span<byte> BufferAt(GuestMemory memory, uint buffers, uint index)
    {
        var at = unchecked(buffers + (index * BufferBytes));
        return memory.Slice(memory.ReadUInt32(at), memory.ReadUInt32(unchecked(at + 4)));
    }
}
