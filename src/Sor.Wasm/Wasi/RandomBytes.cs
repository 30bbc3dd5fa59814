using System.Runtime.InteropServices;
using Sor.Wasm.Guests;

namespace Sor.Wasm.Wasi;

/// <summary>Random bytes from the kernel. The base library's own would load OpenSSL.</summary>
internal static unsafe partial class RandomBytes
{
    // Between two pieces the deadline is looked at.
    private const int PieceBytes = 64 * 1024;

    internal static Errno Fill(GuestCall call, GuestMemory memory, uint at, uint length)
    {
        var rest = memory.Slice(at, length);
        while (!rest.IsEmpty)
        {
            if (call.IsOverdue)
            {
                call.StopFor(StopReason.Deadline);
                return Errno.IO;
            }

            var piece = rest[..Math.Min(rest.Length, PieceBytes)];
            fixed (byte* bytes = piece)
            {
                var n = GetRandom(bytes, (nuint)piece.Length, 0);
                if (n > 0)
                    rest = rest[(int)n..];
            }
        }

        return Errno.Success;
    }

    [LibraryImport("libc", EntryPoint = "getrandom")]
    private static partial nint GetRandom(byte* buffer, nuint length, uint flags);
}
