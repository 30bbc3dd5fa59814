using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sor.Events.Http;

/// <summary>What a header's name and value may be made of, and which headers are never passed on.</summary>
internal static class HttpHeaderRules
{
    private static readonly SearchValues<byte> s_token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>A token of RFC 9110, section 5.6.2: names of headers, and methods.</summary>
    internal static bool IsToken(ReadOnlySpan<byte> name) => !name.IsEmpty && !name.ContainsAnyExcept(s_token);

    /// <summary>The same for a part of a document: bytes behind it may be looked at as well.</summary>
    internal static bool IsToken(ReadOnlySpan<byte> document, int start, int length)
    {
        // Nearly all names have but letters, digits and hyphens.
        ref var first = ref MemoryMarshal.GetReference(document);
        for (var at = 0; at < length; at += Vector128<byte>.Count)
        {
            if (start + at > document.Length - Vector128<byte>.Count)
                return IsToken(document.Slice(start, length));
            var bytes = Vector128.LoadUnsafe(ref first, (nuint)(start + at));
            var known = Vector128.LessThanOrEqual((bytes | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a'), Vector128.Create((byte)25))
                | Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)9))
                | Vector128.Equals(bytes, Vector128.Create((byte)'-'));
            var unknown = (int)(~known).ExtractMostSignificantBits();
            if ((length - at >= Vector128<byte>.Count ? unknown : unknown & ((1 << (length - at)) - 1)) != 0)
                return IsToken(document.Slice(start, length));
        }

        return length > 0;
    }

    /// <summary>A value with one of these would begin a header, or a request, of its own.</summary>
    internal static bool EndsLine(ReadOnlySpan<byte> value) => value.ContainsAny((byte)'\r', (byte)'\n', (byte)0);

    /// <summary>
    /// Whether a header speaks about one connection, which ends where the platform takes the message. Others that <c>Connection</c> names are
    /// passed on: the platform has had its turn, and a caller could otherwise take away what a proxy had added.
    /// </summary>
    internal static bool IsHopByHop(ReadOnlySpan<byte> name) => (name[0] | 0x20) switch
    {
        'c' => AsciiText.Same(name, "connection"u8),
        'k' => AsciiText.Same(name, "keep-alive"u8),
        'p' => AsciiText.StartsWith(name, "proxy-"u8),
        't' => AsciiText.Same(name, "te"u8) || AsciiText.Same(name, "trailer"u8) || AsciiText.Same(name, "transfer-encoding"u8),
        'u' => AsciiText.Same(name, "upgrade"u8),
        _ => false,
    };
}
