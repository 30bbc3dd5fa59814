using System.Text;

namespace Sor.Native;

/// <summary>Making and moving bytes through descriptors. Results below zero are reported as <c>-errno</c> where a caller decides by them.</summary>
public static unsafe class Descriptors
{
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int FirstOwn = 10;
    private const int SetPipeSize = 1031;
    private const int DuplicateCloseOnExec = 1030;
    private const int GetFlags = 3;
    private const int WriteOnly = 1;
    private const short PollReadable = 1;
    private const short PollWritable = 4;
    private const int SetFlags = 4;
    private const int GetDescriptorFlags = 1;
    private const int SetDescriptorFlags = 2;

    /// <summary>
    /// Marks everything inherited above descriptor 2 close-on-exec and fills 3 to 9 with placeholders, so that every
    /// descriptor opened later lies at 10 or above: a spawn can then place a child's descriptors at 3, 4, ... without
    /// overwriting a source. Call it once, first.
    /// </summary>
    public static void ReserveLowNumbers()
    {
        // close_range(first, last, CLOSE_RANGE_CLOEXEC) exists since Linux 5.11; before that, the low numbers one by one.
        if (Libc.SystemCall(436, 3, int.MaxValue, 4) != 0)
        {
            for (var fd = 3; fd < 1024; fd++)
                SetCloseOnExec(fd);
        }

        int placeholder;
        fixed (byte* path = "/dev/null\0"u8)
        {
            placeholder = Libc.Open(path, CloseOnExec, 0);
        }

        while (placeholder is >= 0 and < FirstOwn)
        {
            var next = Libc.Fcntl(placeholder, DuplicateCloseOnExec, 3);
            if (next >= FirstOwn)
            {
                _ = Libc.Close(next);
                break;
            }

            placeholder = next;
        }

        if (placeholder >= FirstOwn)
            _ = Libc.Close(placeholder);
    }

    /// <summary>A pipe; the read end does not block if asked, the write end likewise.</summary>
    public static (Descriptor Read, Descriptor Write) Pipe(bool nonBlockingRead, bool nonBlockingWrite)
    {
        var ends = stackalloc int[2];
        if (Libc.Pipe2(ends, CloseOnExec) != 0)
            NativeException.ThrowLast("pipe2");
        if (nonBlockingRead)
            _ = Libc.Fcntl(ends[0], SetFlags, NonBlocking);
        if (nonBlockingWrite)
            _ = Libc.Fcntl(ends[1], SetFlags, WriteOnly | NonBlocking);
        return (new Descriptor(ends[0]), new Descriptor(ends[1]));
    }

    /// <summary>An anonymous file with the content given, positioned at its start: a descriptor to read from for a child.</summary>
    public static Descriptor MemoryFile(ReadOnlySpan<byte> content)
    {
        int fd;
        fixed (byte* name = "sor\0"u8)
        {
            fd = Libc.MemoryFile(name, 1);
        }

        if (fd < 0)
            NativeException.ThrowLast("memfd_create");
        var file = new Descriptor(fd);
        while (!content.IsEmpty)
        {
            var written = Write(file, content);
            if (written < 0)
            {
                file.Dispose();
                throw new NativeException("write", -written);
            }

            content = content[written..];
        }

        _ = Libc.Seek(fd, 0, 0);
        return file;
    }

    /// <summary>Opens a path; null with the error number when it cannot be.</summary>
    public static Descriptor? TryOpen(string path, OpenMode mode, out int error)
    {
        var flags = CloseOnExec | mode switch
        {
            OpenMode.Read => 0,
            OpenMode.ReadNonBlocking => NonBlocking,
            OpenMode.WriteNonBlocking => 1 | NonBlocking,
            OpenMode.ReadWriteNonBlocking => 2 | NonBlocking,
            _ => 1,
        };
        fixed (byte* bytes = Utf8(path))
        {
            var fd = Libc.Open(bytes, flags, 0);
            error = fd < 0 ? ErrorNumber.Last : 0;
            return fd < 0 ? null : new Descriptor(fd);
        }
    }

    /// <summary>Bytes read; 0 at the end; <c>-errno</c>.</summary>
    public static int Read(Descriptor from, Span<byte> into)
    {
        fixed (byte* p = into)
        {
            for (; ; )
            {
                var n = Libc.Read(from.Number, p, into.Length);
                if (n >= 0)
                    return (int)n;
                if (ErrorNumber.Last != ErrorNumber.Interrupted)
                    return -ErrorNumber.Last;
            }
        }
    }

    /// <summary>Bytes written, or <c>-errno</c>.</summary>
    public static int Write(Descriptor to, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* p = bytes)
        {
            for (; ; )
            {
                var n = Libc.Write(to.Number, p, bytes.Length);
                if (n >= 0)
                    return (int)n;
                if (ErrorNumber.Last != ErrorNumber.Interrupted)
                    return -ErrorNumber.Last;
            }
        }
    }

    /// <summary>Waits for a descriptor to become readable, at most so long; whether it has.</summary>
    public static bool WaitReadable(Descriptor descriptor, int timeoutMs) => Wait(descriptor, PollReadable, timeoutMs);

    /// <summary>Waits for a descriptor to become writable, at most so long; whether it has.</summary>
    public static bool WaitWritable(Descriptor descriptor, int timeoutMs) => Wait(descriptor, PollWritable, timeoutMs);

    /// <summary>Enlarges a pipe's buffer; the kernel may refuse, which is no fault.</summary>
    public static void EnlargePipe(Descriptor pipe, int bytes) => _ = Libc.Fcntl(pipe.Number, SetPipeSize, bytes);

    public static void SetNonBlocking(Descriptor descriptor) =>
        _ = Libc.Fcntl(descriptor.Number, SetFlags, Libc.Fcntl(descriptor.Number, GetFlags, 0) | NonBlocking);

    private static bool Wait(Descriptor descriptor, short wanted, int timeoutMs)
    {
        var item = new PollItem { Descriptor = descriptor.Number, Wanted = wanted };
        return Libc.Poll(&item, 1, timeoutMs) == 1;
    }

    internal static byte[] Utf8(string text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        _ = Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    internal static void ClearCloseOnExec(Descriptor descriptor) => _ = Libc.Fcntl(descriptor.Number, SetDescriptorFlags, 0);

    private static void SetCloseOnExec(int fd)
    {
        var flags = Libc.Fcntl(fd, GetDescriptorFlags, 0);
        if (flags >= 0)
            _ = Libc.Fcntl(fd, SetDescriptorFlags, flags | 1);
    }
}
