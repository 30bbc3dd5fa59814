using System.Runtime.InteropServices;

namespace Sor.Native;

/// <summary>What an epoll instance may report of a descriptor.</summary>
[Flags]
public enum Readiness
{
    None = 0,
    Readable = 0x1,
    Writable = 0x4,
    Error = 0x8,
    HangUp = 0x10,
}

/// <summary>One kernel event queue, level-triggered.</summary>
public sealed unsafe class Epoll : IDisposable
{
    private const int Capacity = 32;

    // struct epoll_event is packed on x86-64 (12 bytes) and naturally aligned elsewhere (16 bytes).
    private static readonly int s_itemSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    private readonly Descriptor _epoll;
    private readonly byte* _items = (byte*)NativeMemory.AllocZeroed(Capacity * 16);

    public Epoll()
    {
        var fd = Libc.EpollCreate(0x80000);
        if (fd < 0)
            NativeException.ThrowLast("epoll_create1");
        _epoll = new Descriptor(fd);
    }

    public void Add(Descriptor descriptor, Readiness interest, long token) => Control(1, descriptor, interest, token);

    public void Change(Descriptor descriptor, Readiness interest, long token) => Control(3, descriptor, interest, token);

    public void Remove(Descriptor descriptor) => _ = Libc.EpollControl(_epoll.Number, 2, descriptor.Number, _items);

    /// <summary>Waits (-1: for ever) and returns how many items <see cref="Item"/> holds.</summary>
    public int Wait(int timeoutMs)
    {
        for (; ; )
        {
            var n = Libc.EpollWait(_epoll.Number, _items, Capacity, timeoutMs);
            if (n >= 0)
                return n;
            if (ErrorNumber.Last != ErrorNumber.Interrupted)
                NativeException.ThrowLast("epoll_wait");
        }
    }

    public (Readiness Readiness, long Token) Item(int index)
    {
        var item = _items + (index * s_itemSize);
        return ((Readiness)(*(uint*)item), *(long*)(item + s_itemSize - 8));
    }

    public void Dispose()
    {
        if (!_epoll.IsOpen)
            return;
        _epoll.Dispose();
        NativeMemory.Free(_items);
    }

    private void Control(int operation, Descriptor descriptor, Readiness interest, long token)
    {
        var item = stackalloc byte[16];
        *(uint*)item = (uint)interest;
        *(long*)(item + s_itemSize - 8) = token;
        if (Libc.EpollControl(_epoll.Number, operation, descriptor.Number, item) != 0)
            NativeException.ThrowLast("epoll_ctl");
    }
}
