using System.Buffers.Text;

namespace Sor.Events.Json;

/// <summary>What the escapes of a valid JSON string stand for, without writing it out.</summary>
internal static class JsonEscapes
{
    /// <summary>How many bytes of UTF-8 a string's content has; -1 if an escape is half of a surrogate pair.</summary>
    /// <param name="raw">The bytes between the quotes.</param>
    internal static int DecodedLength(ReadOnlySpan<byte> raw)
    {
        // A quote stands behind a backslash here, so what is found is a backslash.
        var length = raw.Length;
        for (var at = 0; (at = JsonScan.EndOrEscape(raw, at)) < raw.Length;)
        {
            if (raw[at + 1] != (byte)'u')
            {
                length--;
                at += 2;
                continue;
            }

            var unit = Unit(raw[at..]);
            at += 6;
            if (!char.IsSurrogate(unit))
            {
                length -= unit < 0x80 ? 5 : unit < 0x800 ? 4 : 3;
                continue;
            }

            if (char.IsLowSurrogate(unit) || !raw[at..].StartsWith("\\u"u8) || !char.IsLowSurrogate(Unit(raw[at..])))
                return -1;
            length -= 8;
            at += 6;
        }

        return length;
    }

    private static char Unit(ReadOnlySpan<byte> escape)
    {
        _ = Utf8Parser.TryParse(escape.Slice(2, 4), out ushort unit, out _, 'x');
        return (char)unit;
    }
}
