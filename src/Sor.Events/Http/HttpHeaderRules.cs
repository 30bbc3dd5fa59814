using System.Buffers;
using System.Text;

namespace Sor.Events.Http;

/// <summary>What a header's name and value may be made of, and which headers are never passed on.</summary>
internal static class HttpHeaderRules
{
    private static readonly SearchValues<byte> s_token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>A token of RFC 9110, section 5.6.2: names of headers, and methods.</summary>
    internal static bool IsToken(ReadOnlySpan<byte> name) => !name.IsEmpty && !name.ContainsAnyExcept(s_token);

    /// <summary>A value with one of these would begin a header, or a request, of its own.</summary>
    internal static bool EndsLine(ReadOnlySpan<byte> value) => value.ContainsAny((byte)'\r', (byte)'\n', (byte)0);

    /// <summary>
    /// Whether a header speaks about one connection, which ends where the platform takes the message. Others that <c>Connection</c> names are
    /// passed on: the platform has had its turn, and a caller could otherwise take away what a proxy had added.
    /// </summary>
    internal static bool IsHopByHop(ReadOnlySpan<byte> name) => (name[0] | 0x20) switch
    {
        'c' => Is(name, "connection"u8),
        'k' => Is(name, "keep-alive"u8),
        'p' => name.Length > 6 && Is(name[..6], "proxy-"u8),
        't' => Is(name, "te"u8) || Is(name, "trailer"u8) || Is(name, "transfer-encoding"u8),
        'u' => Is(name, "upgrade"u8),
        _ => false,
    };

    /// <summary>Whether two names are the same one, whatever their case.</summary>
    internal static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> other) => name.Length == other.Length && Ascii.EqualsIgnoreCase(name, other);
}
