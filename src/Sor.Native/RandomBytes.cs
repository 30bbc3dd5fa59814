namespace Sor.Native;

/// <summary>Random bytes of the kernel, getrandom(2): the base library's generator would need OpenSSL.</summary>
public static unsafe class RandomBytes
{
    // Up to this many bytes a call is never cut short by a signal.
    private const int WholeCallBytes = 256;

    /// <summary>Fills a span with bytes that nobody can guess. Throws <see cref="NativeException"/>.</summary>
    public static void Fill(Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(bytes.Length, WholeCallBytes)];
            fixed (byte* first = part)
            {
                if (Libc.GetRandom(first, part.Length, 0) != part.Length)
                    NativeException.ThrowLast("getrandom");
            }

            bytes = bytes[part.Length..];
        }
    }
}
