using System.Buffers;
using System.Text.Unicode;
using Sor.Events.CloudEvents.Sources;

namespace Sor.Events.CloudEvents.Formats;

/// <summary>Attribute values in headers (HTTP protocol binding 1.0.2, section 3.1.3.2; NATS likewise).</summary>
public static class HeaderValue
{
    private static readonly SearchValues<byte> s_plain = SearchValues.Create(
        "!#$&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    /// <summary>Appends a value: space, quote, percent sign and what is not printable ASCII become <c>%XX</c> of their bytes in UTF-8.</summary>
    public static void Encode(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        for (int at; (at = value.IndexOfAnyExcept(s_plain)) >= 0; value = value[(at + 1)..])
        {
            output.Write(value[..at]);
            var c = value[at];
            output.Write([(byte)'%', "0123456789ABCDEF"u8[c >> 4], "0123456789ABCDEF"u8[c & 15]]);
        }

        output.Write(value);
    }

    /// <summary>Appends what a header stands for: a quoted string is undone first, then percent signs, once. A percent sign without two digits stays.</summary>
    /// <returns>False, and nothing is appended, when that is not UTF-8.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> header, IBufferWriter<byte> output)
    {
        header = header.Trim(" \t"u8);
        if (header.IsEmpty)
            return true;
        var text = output.GetSpan(header.Length)[..header.Length];
        if (header.Length >= 2 && header[0] == '"' && header[^1] == '"')
            text = text[..Unquote(header[1..^1], text)];
        else
            header.CopyTo(text);
        text = text[..UriText.Unescape(text)];
        if (!Utf8.IsValid(text))
            return false;
        output.Advance(text.Length);
        return true;
    }

    private static int Unquote(ReadOnlySpan<byte> quoted, Span<byte> text)
    {
        var used = 0;
        for (var i = 0; i < quoted.Length; i++)
        {
            if (quoted[i] == '\\' && i + 1 < quoted.Length)
                i++;
            text[used++] = quoted[i];
        }

        return used;
    }
}
