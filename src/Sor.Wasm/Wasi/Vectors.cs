namespace Sor.Wasm.Wasi;

/// <summary>Arguments and environment: lists of texts, written into the guest's memory.</summary>
internal static class Vectors
{
    internal static Errno WriteSizes(GuestMemory memory, byte[][] items, uint countAt, uint bytesAt)
    {
        var bytes = 0;
        foreach (var item in items)
            bytes += item.Length;
        memory.WriteUInt32(countAt, (uint)items.Length);
        memory.WriteUInt32(bytesAt, (uint)bytes);
        return Errno.Success;
    }

    internal static Errno Write(GuestMemory memory, byte[][] items, uint pointersAt, uint textAt)
    {
        foreach (var item in items)
        {
            memory.WriteUInt32(pointersAt, textAt);
            item.CopyTo(memory.Slice(textAt, (uint)item.Length));
            pointersAt = unchecked(pointersAt + sizeof(uint));
            textAt = unchecked(textAt + (uint)item.Length);
        }

        return Errno.Success;
    }
}
