using System.Text;

namespace Sor.Configuration;

/// <summary>
/// Says what is wrong with a text that is not JSON. Own words, because the messages of the framework are not linked into a lean executable.
/// </summary>
internal readonly record struct JsonSyntaxProblem(int Offset, string Message, string Fix)
{
    /// <param name="utf8">Valid UTF-8.</param>
    /// <param name="offset">Where the reader gave up.</param>
    public static JsonSyntaxProblem Explain(ReadOnlySpan<byte> utf8, int offset)
    {
        if (offset >= utf8.Length)
        {
            return new(utf8.Length, "the text ends too early", "close every quote and bracket");
        }

        var before = utf8[..offset].TrimEnd(" \t\r\n"u8);
        return utf8[offset] switch
        {
            (byte)'}' or (byte)']' when before.EndsWith(","u8) => new(before.Length - 1, "a comma stands before a closing bracket", "remove the comma"),
            (byte)'/' or (byte)'#' => new(offset, "JSON has no comments", "remove the comment; sor.yaml may have some"),
            (byte)'\'' => new(offset, "texts stand in double quotes", "write \"...\" instead of '...'"),
            (byte)'"' => new(offset, "a comma or a colon is missing before this text", "write the separator"),
            < 0x20 => new(offset, "a text holds a line end or another control character", "close the text on its line; write a line end as \\n"),
            _ => new(offset, $"{Show(utf8[offset..])} is not expected here", "compare the brackets, commas and quotes around this place"),
        };
    }

    private static string Show(ReadOnlySpan<byte> utf8)
    {
        // The reader may stop inside a character of several bytes; then nothing better than its first byte can be shown.
        _ = Rune.DecodeFromUtf8(utf8, out var rune, out _);
        return Display.Quote(rune.ToString());
    }
}
