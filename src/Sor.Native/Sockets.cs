using System.Runtime.CompilerServices;

namespace Sor.Native;

/// <summary>
/// Stream sockets. Ours are in blocking mode with a short receive timeout, and every call says whether it may wait: a peer that answers at
/// once is then read with one system call instead of two (docs/decisions/0002-io-model.md). Results below zero are <c>-errno</c>.
/// </summary>
public static unsafe class Sockets
{
    private const int Local = 1;
    private const ushort Internet4 = 2;
    private const ushort Internet6 = 10;
    private const int Stream = 1;
    private const int CloseOnExec = 0x80000;
    private const int DontWait = 0x40;
    private const int NoSignal = 0x4000;
    private const int SocketLevel = 1;
    private const int SendBuffer = 7;
    private const int ReceiveTimeout = 20;

    // No error number of the system's.
    private const int NoAddress = -1;

    // Up to here, copying two pieces into one is cheaper than what the kernel does to gather them.
    private const int JoinBytes = 2048;

    // Long enough for a peer that is at work on the answer, short enough for everything else that the loop serves.
    private const long PatienceMicroseconds = 4000;

    /// <summary>A pair: ours for this class's calls, the child's in plain blocking mode.</summary>
    public static (Descriptor Ours, Descriptor Theirs) Pair()
    {
        var ends = stackalloc int[2];
        if (Libc.SocketPair(Local, Stream | CloseOnExec, 0, ends) != 0)
            NativeException.ThrowLast("socketpair");
        SetPatience(ends[0]);

        // Large frames cross in fewer turns; the kernel caps the value at its own limit.
        var size = 1 << 20;
        _ = Libc.SetSocketOption(ends[0], SocketLevel, SendBuffer, &size, sizeof(int));
        _ = Libc.SetSocketOption(ends[1], SocketLevel, SendBuffer, &size, sizeof(int));
        return (new Descriptor(ends[0]), new Descriptor(ends[1]));
    }

    /// <summary>Bytes received; 0 at the end; <c>-errno</c>, "would block" when there is nothing (yet, with <paramref name="patiently"/>).</summary>
    public static int Receive(Descriptor from, Span<byte> into, bool patiently)
    {
        fixed (byte* p = into)
        {
            for (; ; )
            {
                var n = Libc.Receive(from.Number, p, into.Length, patiently ? 0 : DontWait);
                if (n >= 0)
                    return (int)n;
                if (ErrorNumber.Last != ErrorNumber.Interrupted)
                    return -ErrorNumber.Last;
            }
        }
    }

    /// <summary>Sends two pieces with one call and without waiting; bytes sent, or <c>-errno</c>. A closed peer is an error, never a signal.</summary>
    [SkipLocalsInit]
    public static int Send(Descriptor to, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        if (second.IsEmpty)
            return Send(to, first);
        if (first.Length + second.Length <= JoinBytes)
        {
            Span<byte> joined = stackalloc byte[JoinBytes];
            first.CopyTo(joined);
            second.CopyTo(joined[first.Length..]);
            return Send(to, joined[..(first.Length + second.Length)]);
        }

        fixed (byte* a = first, b = second)
        {
            var vectors = stackalloc IoVector[2];
            vectors[0] = new IoVector { Base = a, Length = first.Length };
            vectors[1] = new IoVector { Base = b, Length = second.Length };
            var message = new MessageHeader { Vectors = vectors, VectorCount = 2 };
            for (; ; )
            {
                var n = Libc.SendMessage(to.Number, &message, NoSignal | DontWait);
                if (n >= 0)
                    return (int)n;
                if (ErrorNumber.Last != ErrorNumber.Interrupted)
                    return -ErrorNumber.Last;
            }
        }
    }

    private static int Send(Descriptor to, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* p = bytes)
        {
            for (; ; )
            {
                var n = Libc.Send(to.Number, p, bytes.Length, NoSignal | DontWait);
                if (n >= 0)
                    return (int)n;
                if (ErrorNumber.Last != ErrorNumber.Interrupted)
                    return -ErrorNumber.Last;
            }
        }
    }

    /// <summary>
    /// Connects to a host (an address, or a name in <c>/etc/hosts</c>) and port; blocks for as long as the kernel tries.
    /// Small writes are sent at once. Throws <see cref="NativeException"/> with the reason.
    /// </summary>
    public static Descriptor Connect(string host, int port)
    {
        if (TryConnect(host, port, out var last) is { } direct)
            return direct;
        if (last != NoAddress)
            throw new NativeException($"connect to {host}:{port}", last);

        // One name may have an address of each family, and somebody listens on one of them only.
        foreach (var address in HostsFile.Find(host))
        {
            if (TryConnect(address, port, out last) is { } connected)
                return connected;
        }

        throw last == NoAddress
            ? new NativeException($"look up \"{host}\", which is no address and not in {HostsFile.Path}", ErrorNumber.NoEntry)
            : new NativeException($"connect to {host}:{port}", last);
    }

    // Null with the error, or with NoAddress when the text is none.
    private static Descriptor? TryConnect(string address, int port, out int error)
    {
        // What the kernel takes for either family: sockaddr_in has the address at 4, sockaddr_in6 at 8.
        var raw = stackalloc byte[28];
        new Span<byte>(raw, 28).Clear();
        raw[2] = (byte)(port >> 8);
        raw[3] = (byte)port;
        if (TryParse(address, raw) is not { } family)
        {
            error = NoAddress;
            return null;
        }

        *(ushort*)raw = family;
        return ConnectTo(family, raw, family == Internet4 ? 16 : 28, out error);
    }

    private static ushort? TryParse(string text, byte* socketAddress)
    {
        fixed (byte* bytes = Descriptors.Utf8(text))
        {
            if (Libc.ParseAddress(Internet4, bytes, socketAddress + 4) == 1)
                return Internet4;
            return Libc.ParseAddress(Internet6, bytes, socketAddress + 8) == 1 ? Internet6 : null;
        }
    }

    private static Descriptor? ConnectTo(int family, byte* address, int length, out int error)
    {
        var fd = Libc.Socket(family, Stream | CloseOnExec, 0);
        if (fd < 0)
        {
            error = ErrorNumber.Last;
            return null;
        }

        var socket = new Descriptor(fd);
        while (Libc.Connect(fd, address, length) != 0)
        {
            error = ErrorNumber.Last;
            if (error == ErrorNumber.Interrupted)
                continue;
            socket.Dispose();
            return null;
        }

        error = 0;
        var on = 1;
        _ = Libc.SetSocketOption(fd, 6, 1, &on, sizeof(int));
        SetPatience(fd);
        return socket;
    }

    private static void SetPatience(int fd)
    {
        var time = stackalloc long[2];
        time[0] = 0;
        time[1] = PatienceMicroseconds;
        _ = Libc.SetSocketOption(fd, SocketLevel, ReceiveTimeout, time, 2 * sizeof(long));
    }
}
