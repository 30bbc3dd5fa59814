namespace Sor.JsonSchema;

/// <summary>Hosts and mail addresses.</summary>
internal static class HostFormats
{
    // RFC 1035.
    private const int MaxHostBytes = 253;
    private const int MaxLabelBytes = 63;

    public static bool IsHostname(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > MaxHostBytes)
            return false;
        while (true)
        {
            var dot = text.IndexOf((byte)'.');
            if (!IsLabel(dot < 0 ? text : text[..dot]))
                return false;
            if (dot < 0)
                return true;
            text = text[(dot + 1)..];
        }
    }

    /// <summary>A local part of letters, digits and the marks of RFC 5321, or in quotation marks; then a host or an address in brackets.</summary>
    public static bool IsEmail(ReadOnlySpan<byte> text)
    {
        var at = text.LastIndexOf((byte)'@');
        if (at <= 0)
            return false;
        var local = text[..at];
        var host = text[(at + 1)..];
        if (host.Length > 2 && host[0] == '[' && host[^1] == ']')
        {
            host = host[1..^1];
            if (!(host.StartsWith("IPv6:"u8) ? IsIPv6(host[5..]) : IsIPv4(host)))
                return false;
        }
        else if (!IsHostname(host))
        {
            return false;
        }

        return IsQuoted(local) || IsDotted(local);
    }

    public static bool IsIPv4(ReadOnlySpan<byte> text)
    {
        for (var part = 0; part < 4; part++)
        {
            var dot = part < 3 ? text.IndexOf((byte)'.') : text.Length;
            if (dot is < 1 or > 3 || (dot > 1 && text[0] == '0'))
                return false;
            var number = 0;
            foreach (var digit in text[..dot])
            {
                if (digit is < (byte)'0' or > (byte)'9')
                    return false;
                number = (number * 10) + digit - '0';
            }

            if (number > 255)
                return false;
            text = part < 3 ? text[(dot + 1)..] : [];
        }

        return true;
    }

    public static bool IsIPv6(ReadOnlySpan<byte> text)
    {
        var groups = 0;
        var hasGap = text.StartsWith("::"u8);
        if (hasGap)
            text = text[2..];
        while (text.Length > 0)
        {
            var colon = text.IndexOf((byte)':');
            var group = colon < 0 ? text : text[..colon];
            if (colon < 0 && group.Contains((byte)'.'))
            {
                groups += 2;
                return IsIPv4(group) && (hasGap ? groups < 8 : groups == 8);
            }

            if (group.Length is 0 or > 4 || !IsHex(group))
                return false;
            groups++;
            if (colon < 0)
                break;
            text = text[(colon + 1)..];
            if (text.Length > 0 && text[0] == ':')
            {
                if (hasGap)
                    return false;
                hasGap = true;
                text = text[1..];
            }
            else if (text.Length == 0)
            {
                return false;
            }
        }

        return hasGap ? groups < 8 : groups == 8;
    }

    public static bool IsHex(ReadOnlySpan<byte> text)
    {
        foreach (var digit in text)
        {
            if (!char.IsAsciiHexDigit((char)digit))
                return false;
        }

        return true;
    }

    private static bool IsLabel(ReadOnlySpan<byte> label)
    {
        if (label.Length is 0 or > MaxLabelBytes || label[0] == '-' || label[^1] == '-')
            return false;
        foreach (var letter in label)
        {
            if (!char.IsAsciiLetterOrDigit((char)letter) && letter != '-')
                return false;
        }

        // Such labels are punycode, or reserved.
        return label.Length < 4 || label[2] != '-' || label[3] != '-' || ((label[0] | 0x20) == 'x' && (label[1] | 0x20) == 'n' && label.Length > 4);
    }

    private static bool IsQuoted(ReadOnlySpan<byte> local)
    {
        if (local.Length < 3 || local[0] != '"' || local[^1] != '"')
            return false;
        for (var index = 1; index < local.Length - 1; index++)
        {
            if (local[index] is < 0x20 or > 0x7E or (byte)'"')
                return false;
            if (local[index] == '\\' && ++index == local.Length - 1)
                return false;
        }

        return true;
    }

    private static bool IsDotted(ReadOnlySpan<byte> local)
    {
        var before = (byte)'.';
        foreach (var letter in local)
        {
            if (letter == '.' ? before == '.' : !char.IsAsciiLetterOrDigit((char)letter) && !"!#$%&'*+-/=?^_`{|}~"u8.Contains(letter))
                return false;
            before = letter;
        }

        return before != '.';
    }
}
