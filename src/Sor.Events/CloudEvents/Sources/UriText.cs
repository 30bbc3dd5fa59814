using System.Buffers;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>Makes a URI-reference (RFC 3986) of text.</summary>
internal static class UriText
{
    internal static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    private static readonly SearchValues<byte> s_allowed = SearchValues.Create(
        "!$&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~"u8);

    /// <summary>
    /// Takes the percent-encoding away, in place, as what is left is never longer. A percent sign without two digits behind it stays. Returns the
    /// length of what is left.
    /// </summary>
    internal static int Unescape(Span<byte> text)
    {
        var used = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '%' && i + 2 < text.Length && HexDigits.Contains(text[i + 1]) && HexDigits.Contains(text[i + 2]))
            {
                c = (byte)((Digit(text[i + 1]) << 4) | Digit(text[i + 2]));
                i += 2;
            }

            text[used++] = c;
        }

        return used;
    }

    private static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;

    /// <summary>Appends the text; what may not stand in a URI is percent-encoded, what is encoded stays.</summary>
    internal static void Append(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        var hasAddress = text.IndexOf("://["u8) >= 0;
        var hasFragment = false;
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAnyExcept(s_allowed);
            if (end < 0)
                end = text.Length;
            output.Write(text[..end]);
            text = text[end..];
            if (text.IsEmpty)
                return;
            var stays = text[0] switch
            {
                (byte)'#' => !hasFragment,
                (byte)'%' => text.Length > 2 && HexDigits.Contains(text[1]) && HexDigits.Contains(text[2]),
                (byte)'[' or (byte)']' => hasAddress,
                _ => false,
            };
            hasFragment |= text[0] == '#';
            if (stays)
                output.Write(text[..1]);
            else
                output.Write([(byte)'%', "0123456789ABCDEF"u8[text[0] >> 4], "0123456789ABCDEF"u8[text[0] & 15]]);
            text = text[1..];
        }
    }
}
