using System.Buffers;

namespace Sor.Events.Json;

/// <summary>Writes strings of JSON with as few escapes as the format allows: what is not ASCII stays as it is.</summary>
internal static class JsonText
{
    private static readonly SearchValues<byte> s_escaped = SearchValues.Create(
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000B\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F"u8);

    /// <summary>A string with its quotes.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="utf8">Its content: valid UTF-8.</param>
    internal static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> utf8)
    {
        output.Write("\""u8);
        for (int at; (at = utf8.IndexOfAny(s_escaped)) >= 0; utf8 = utf8[(at + 1)..])
        {
            output.Write(utf8[..at]);
            WriteEscape(output, utf8[at]);
        }

        output.Write(utf8);
        output.Write("\""u8);
    }

    /// <summary>Whether a text is one JSON value, and nothing else.</summary>
    internal static bool IsJson(ReadOnlySpan<byte> utf8)
    {
        // Most of what is none is seen at once.
        var text = utf8.Trim(" \t\r\n"u8);
        if (text.IsEmpty || (text[0] is not ((byte)'{' or (byte)'[' or (byte)'"' or (byte)'-') && !char.IsAsciiDigit((char)text[0])))
            return text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8) || text.SequenceEqual("null"u8);
        return JsonCheck.IsJson(utf8);
    }

    private static void WriteEscape(IBufferWriter<byte> output, byte c)
    {
        var escape = output.GetSpan(6);
        escape[0] = (byte)'\\';
        escape[1] = c switch { (byte)'\n' => (byte)'n', (byte)'\r' => (byte)'r', (byte)'\t' => (byte)'t', (byte)'"' or (byte)'\\' => c, _ => (byte)'u' };
        if (escape[1] != 'u')
        {
            output.Advance(2);
            return;
        }

        escape[2] = escape[3] = (byte)'0';
        escape[4] = (byte)('0' + (c >> 4));
        escape[5] = "0123456789abcdef"u8[c & 15];
        output.Advance(6);
    }
}
