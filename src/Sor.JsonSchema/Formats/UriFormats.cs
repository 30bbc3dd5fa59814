namespace Sor.JsonSchema;

/// <summary>URIs (RFC 3986), UUIDs, JSON pointers.</summary>
internal static class UriFormats
{
    public static bool IsUri(ReadOnlySpan<byte> text, bool isReference)
    {
        var scheme = SchemeLength(text);
        if (scheme == 0 && (!isReference || HasColonInFirstSegment(text)))
            return false;
        text = text[scheme..];
        var mark = text.IndexOf((byte)'#');
        if (mark >= 0)
        {
            if (!AreCharacters(text[(mark + 1)..], "/?:@"u8))
                return false;
            text = text[..mark];
        }

        mark = text.IndexOf((byte)'?');
        if (mark >= 0)
        {
            if (!AreCharacters(text[(mark + 1)..], "/?:@"u8))
                return false;
            text = text[..mark];
        }

        if (text.StartsWith("//"u8))
        {
            text = text[2..];
            var slash = text.IndexOf((byte)'/');
            if (!IsAuthority(slash < 0 ? text : text[..slash]))
                return false;
            text = slash < 0 ? [] : text[slash..];
        }

        return AreCharacters(text, "/:@"u8);
    }

    public static bool IsUuid(ReadOnlySpan<byte> text)
    {
        if (text.Length != 36)
            return false;
        for (var index = 0; index < text.Length; index++)
        {
            if (index is 8 or 13 or 18 or 23 ? text[index] != '-' : !char.IsAsciiHexDigit((char)text[index]))
                return false;
        }

        return true;
    }

    public static bool IsPointer(ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && text[0] != '/')
            return false;
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '~' && (index + 1 == text.Length || text[index + 1] is not ((byte)'0' or (byte)'1')))
                return false;
        }

        return true;
    }

    public static bool IsRelativePointer(ReadOnlySpan<byte> text)
    {
        var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits < 0)
            digits = text.Length;
        if (digits == 0 || (digits > 1 && text[0] == '0'))
            return false;
        text = text[digits..];
        return text.SequenceEqual("#"u8) || IsPointer(text);
    }

    private static int SchemeLength(ReadOnlySpan<byte> text)
    {
        var colon = text.IndexOf((byte)':');
        if (colon < 1 || !char.IsAsciiLetter((char)text[0]))
            return 0;
        foreach (var letter in text[..colon])
        {
            if (!char.IsAsciiLetterOrDigit((char)letter) && letter is not ((byte)'+' or (byte)'-' or (byte)'.'))
                return 0;
        }

        return colon + 1;
    }

    private static bool HasColonInFirstSegment(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny((byte)'/', (byte)'?', (byte)'#');
        return (end < 0 ? text : text[..end]).Contains((byte)':');
    }

    private static bool IsAuthority(ReadOnlySpan<byte> text)
    {
        var at = text.LastIndexOf((byte)'@');
        if (at >= 0)
        {
            if (!AreCharacters(text[..at], ":"u8))
                return false;
            text = text[(at + 1)..];
        }

        if (text.Length > 0 && text[0] == '[')
        {
            var close = text.IndexOf((byte)']');
            return close > 0 && (HostFormats.IsIPv6(text[1..close]) || text[1] == 'v') && IsPort(text[(close + 1)..]);
        }

        var colon = text.IndexOf((byte)':');
        return colon < 0 ? AreCharacters(text, []) : AreCharacters(text[..colon], []) && IsPort(text[colon..]);
    }

    private static bool IsPort(ReadOnlySpan<byte> text) =>
        text.Length == 0 || (text[0] == ':' && text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0);

    /// <summary>Unreserved characters, sub-delimiters, percent escapes, and those given.</summary>
    private static bool AreCharacters(ReadOnlySpan<byte> text, ReadOnlySpan<byte> further)
    {
        for (var index = 0; index < text.Length; index++)
        {
            var letter = text[index];
            if (letter == '%')
            {
                if (index + 2 >= text.Length || !HostFormats.IsHex(text.Slice(index + 1, 2)))
                    return false;
                index += 2;
            }
            else if (!char.IsAsciiLetterOrDigit((char)letter) && !"-._~!$&'()*+,;="u8.Contains(letter) && !further.Contains(letter))
            {
                return false;
            }
        }

        return true;
    }
}
