using System.Buffers.Text;

namespace Sor.Events.Json;

/// <summary>What the escapes of a valid JSON string stand for, without writing it out.</summary>
internal static class JsonEscapes
{
    /// <summary>How many bytes of UTF-8 a string's content has; -1 if an escape is half of a surrogate pair.</summary>
    /// <param name="raw">The bytes between the quotes.</param>
    internal static int DecodedLength(ReadOnlySpan<byte> raw)
    {
        var length = raw.Length;
        for (int at; (at = raw.IndexOf((byte)'\\')) >= 0;)
        {
            if (raw[at + 1] != (byte)'u')
            {
                length--;
                raw = raw[(at + 2)..];
                continue;
            }

            var unit = Unit(raw[at..]);
            raw = raw[(at + 6)..];
            if (!char.IsSurrogate(unit))
            {
                length -= unit < 0x80 ? 5 : unit < 0x800 ? 4 : 3;
                continue;
            }

            if (char.IsLowSurrogate(unit) || !raw.StartsWith("\\u"u8) || !char.IsLowSurrogate(Unit(raw)))
                return -1;
            length -= 8;
            raw = raw[6..];
        }

        return length;
    }

    private static char Unit(ReadOnlySpan<byte> escape)
    {
        _ = Utf8Parser.TryParse(escape.Slice(2, 4), out ushort unit, out _, 'x');
        return (char)unit;
    }
}
