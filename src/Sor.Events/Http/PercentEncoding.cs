using System.Buffers;

namespace Sor.Events.Http;

/// <summary>Percent-encoding of the parts of a target. What is legal stays as it stands: a target is never normalised.</summary>
internal static class PercentEncoding
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    /// <summary>What may stand in an encoded path; a percent sign only before two hex digits.</summary>
    internal static readonly SearchValues<byte> Path = Create(Unreserved + "!$&'()*+,/:;=@[]");

    /// <summary>What is left as it stands in a query that the platform has not decoded: everything visible but the sign that ends it.</summary>
    internal static readonly SearchValues<byte> Query = Create(Visible("#"));

    /// <summary>The same in one value of it, and in one name.</summary>
    internal static readonly SearchValues<byte> QueryValue = Create(Visible("#&"));

    internal static readonly SearchValues<byte> QueryName = Create(Visible("#&="));

    /// <summary>What needs no encoding in a name or a value that the platform has decoded.</summary>
    internal static readonly SearchValues<byte> Component = Create(Unreserved);

    /// <summary>The text with what is not legal encoded, as UTF-8, with upper-case hex; the very text if all of it is legal.</summary>
    internal static HttpText Encode(HttpTextStore texts, HttpText text, SearchValues<byte> legal)
    {
        var bytes = texts.Get(text);
        if (!bytes.ContainsAnyExcept(legal))
            return text;
        var mark = texts.Mark;
        Append(texts.Scratch, bytes, legal, keepEncoded: false);
        return texts.Since(mark);
    }

    /// <summary>Writes a text with what is not legal encoded.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="text">In UTF-8.</param>
    /// <param name="legal">What stays.</param>
    /// <param name="keepEncoded">Whether a percent sign with two hex digits stays as well.</param>
    internal static void Append(IBufferWriter<byte> output, ReadOnlySpan<byte> text, SearchValues<byte> legal, bool keepEncoded)
    {
        for (int at; (at = text.IndexOfAnyExcept(legal)) >= 0; text = text[(at + 1)..])
        {
            output.Write(text[..at]);
            if (keepEncoded && IsEncoded(text[at..]))
                output.Write("%"u8);
            else
                AppendEncoded(output, text[at]);
        }

        output.Write(text);
    }

    /// <summary>The position of the first byte that is not legal and no part of a percent-encoded one; -1 when there is none.</summary>
    internal static int FirstIllegal(ReadOnlySpan<byte> text, SearchValues<byte> legal)
    {
        for (var from = 0; ; from++)
        {
            var at = text[from..].IndexOfAnyExcept(legal);
            if (at < 0)
                return -1;
            from += at;
            if (!IsEncoded(text[from..]))
                return from;
        }
    }

    private static bool IsEncoded(ReadOnlySpan<byte> text) =>
        text.Length >= 3 && text[0] == (byte)'%' && char.IsAsciiHexDigit((char)text[1]) && char.IsAsciiHexDigit((char)text[2]);

    private static void AppendEncoded(IBufferWriter<byte> output, byte value)
    {
        var span = output.GetSpan(3);
        span[0] = (byte)'%';
        span[1] = (byte)"0123456789ABCDEF"[value >> 4];
        span[2] = (byte)"0123456789ABCDEF"[value & 15];
        output.Advance(3);
    }

    private static string Visible(string without)
    {
        var visible = "";
        for (var c = '!'; c <= '~'; c++)
        {
            if (!without.Contains(c, StringComparison.Ordinal))
                visible += c;
        }

        return visible;
    }

    private static SearchValues<byte> Create(string characters) => SearchValues.Create(System.Text.Encoding.ASCII.GetBytes(characters));
}
