using System.Globalization;

namespace Sor.Native;

/// <summary>TCP client sockets.</summary>
public static unsafe class Sockets
{
    private const int Internet4 = 2;
    private const int Stream = 1;
    private const int CloseOnExec = 0x80000;

    /// <summary>
    /// Connects to a host (address or name) and port; blocks for as long as the kernel tries. The socket does not block
    /// afterwards and sends small writes at once. Throws <see cref="NativeException"/> with the last reason.
    /// </summary>
    public static Descriptor Connect(string host, int port)
    {
        // The usual case is an IPv4 address: no resolver, no files of /etc to read on the way to the first event.
        if (TryParseAddress(host, out var address))
        {
            var raw = stackalloc byte[16];
            new Span<byte>(raw, 16).Clear();
            *(ushort*)raw = Internet4;
            raw[2] = (byte)(port >> 8);
            raw[3] = (byte)port;
            for (var i = 0; i < 4; i++)
                raw[4 + i] = (byte)(address >> (24 - (8 * i)));
            return ConnectTo(Internet4, raw, 16, out var error) ?? throw new NativeException($"connect to {host}:{port}", error);
        }

        var hints = new AddressInfo { SocketType = Stream };
        AddressInfo* list;
        fixed (byte* node = Descriptors.Utf8(host), service = Descriptors.Utf8(port.ToString(CultureInfo.InvariantCulture)))
        {
            if (Libc.GetAddressInfo(node, service, &hints, &list) != 0)
                throw new NativeException($"look up the host name \"{host}\"", ErrorNumber.NoEntry);
        }

        var last = 0;
        try
        {
            for (var item = list; item != null; item = item->Next)
            {
                if (ConnectTo(item->Family, item->Address, item->AddressLength, out last) is { } connected)
                    return connected;
            }
        }
        finally
        {
            Libc.FreeAddressInfo(list);
        }

        throw new NativeException($"connect to {host}:{port}", last);
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
        Descriptors.SetNonBlocking(socket);
        return socket;
    }

    private static bool TryParseAddress(string host, out uint address)
    {
        address = 0;
        var parts = 0;
        foreach (var range in host.AsSpan().Split('.'))
        {
            if (++parts > 4 || !byte.TryParse(host.AsSpan(range), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                return false;
            address = (address << 8) | value;
        }

        return parts == 4;
    }
}
