using System.Runtime.InteropServices;

namespace Sor.Middleware;

/// <summary>Reads and writes of bare descriptors: blocking, on the calling thread, nothing in between.</summary>
internal static partial class SystemCalls
{
    internal const int StandardInput = 0;
    internal const int StandardOutput = 1;
    internal const int StandardError = 2;

    private const string Library = "libc";
    private const int EINTR = 4;
    private const int EPIPE = 32;
    private const int ECONNRESET = 104;
    private const int F_SETFD = 2;
    private const int F_GETFL = 3;
    private const int F_SETFL = 4;
    private const int FD_CLOEXEC = 1;
    private const int O_NONBLOCK = 0x800;

    /// <summary>Reads once; 0: the end, or nobody is at the other end any more.</summary>
    internal static int Read(int descriptor, Span<byte> into)
    {
        while (true)
        {
            var n = read(descriptor, ref MemoryMarshal.GetReference(into), (nuint)into.Length);
            if (n >= 0)
                return (int)n;
            var error = Marshal.GetLastPInvokeError();
            if (error == ECONNRESET)
                return 0;
            if (error != EINTR)
                throw new IOException($"reading from descriptor {descriptor} failed: {Marshal.GetPInvokeErrorMessage(error)}");
        }
    }

    /// <summary>Reads to the end.</summary>
    internal static ReadOnlyMemory<byte> ReadAll(int descriptor, int firstBytes = 16 * 1024)
    {
        var buffer = new byte[firstBytes];
        var have = 0;
        while (true)
        {
            if (have == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            var n = Read(descriptor, buffer.AsSpan(have));
            if (n == 0)
                return buffer.AsMemory(0, have);
            have += n;
        }
    }

    /// <summary>Writes everything; false: nobody reads any more.</summary>
    internal static bool TryWriteAll(int descriptor, ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            var n = write(descriptor, ref MemoryMarshal.GetReference(data), (nuint)data.Length);
            if (n >= 0)
            {
                data = data[(int)n..];
                continue;
            }

            // The runtime ignores SIGPIPE: a reader that is gone is an error number.
            var error = Marshal.GetLastPInvokeError();
            if (error is EPIPE or ECONNRESET)
                return false;
            if (error != EINTR)
                throw new IOException($"writing to descriptor {descriptor} failed: {Marshal.GetPInvokeErrorMessage(error)}");
        }

        return true;
    }

    /// <summary>Keeps a descriptor from children, and makes its reads wait; false: it is not open.</summary>
    internal static bool TryTake(int descriptor)
    {
        if (fcntl(descriptor, F_SETFD, FD_CLOEXEC) < 0)
            return false;
        var flags = fcntl(descriptor, F_GETFL, 0);
        return flags >= 0 && ((flags & O_NONBLOCK) == 0 || fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK) >= 0);
    }

    /// <summary>Takes STDOUT for the payload alone: what the program prints from now on goes to STDERR, which is log.</summary>
    internal static int TakeStandardOutput()
    {
        var payload = dup(StandardOutput);
        if (payload < 0 || dup2(StandardError, StandardOutput) < 0)
            throw new IOException($"STDOUT cannot be set aside: {Marshal.GetLastPInvokeErrorMessage()}");
        _ = fcntl(payload, F_SETFD, FD_CLOEXEC);
        return payload;
    }

    /// <summary>Ends reading from a socket: a read that waits returns 0.</summary>
    internal static void EndReading(int descriptor) => _ = shutdown(descriptor, 0);

    [LibraryImport(Library, SetLastError = true)]
    private static partial nint read(int descriptor, ref byte buffer, nuint length);

    [LibraryImport(Library, SetLastError = true)]
    private static partial nint write(int descriptor, ref byte buffer, nuint length);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int fcntl(int descriptor, int command, int argument);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int dup(int descriptor);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int dup2(int from, int to);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int shutdown(int descriptor, int how);
}
