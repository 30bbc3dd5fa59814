using System.Buffers;
using System.Buffers.Text;

namespace Sor.Events.Json;

/// <summary>
/// Writes JSON with as few escapes as it allows, straight into the output's buffer. Whoever uses it puts the commas; <see cref="Flush"/> comes last.
/// </summary>
internal ref struct JsonOutput(IBufferWriter<byte> output)
{
    private const int LongestNumber = 20;
    private const int LongestEscape = 6;

    private static readonly SearchValues<byte> s_escaped = SearchValues.Create(
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000B\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F"u8);

    private Span<byte> _span;
    private int _used;

    /// <summary>Bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _span.Length - _used)
            Grow(bytes.Length);
        bytes.CopyTo(_span[_used..]);
        _used += bytes.Length;
    }

    /// <summary>A string whose content has no character that needs an escape.</summary>
    public void QuotedRaw(ReadOnlySpan<byte> content)
    {
        Ensure(content.Length + 2);
        var span = _span.Slice(_used, content.Length + 2);
        span[0] = (byte)'"';
        content.CopyTo(span[1..]);
        span[^1] = (byte)'"';
        _used += span.Length;
    }

    /// <summary>An array of two strings, from a member whose value is one and whose colon has no space around it.</summary>
    /// <param name="member">The member as it stands in a document: <c>"name":"value"</c>.</param>
    /// <param name="colon">Where its colon is.</param>
    /// <param name="isFirst">Whether no comma comes before the array.</param>
    public void MemberAsPair(ReadOnlySpan<byte> member, int colon, bool isFirst)
    {
        Ensure(member.Length + 3);
        if (!isFirst)
            _span[_used++] = (byte)',';
        var span = _span.Slice(_used, member.Length + 2);
        member.CopyTo(span[1..]);
        span[colon + 1] = (byte)',';
        span[0] = (byte)'[';
        span[^1] = (byte)']';
        _used += span.Length;
    }

    /// <summary>A string of this content, in UTF-8.</summary>
    public void Text(ReadOnlySpan<byte> utf8)
    {
        Raw("\""u8);
        Content(utf8);
        Raw("\""u8);
    }

    /// <summary>The same, or <c>null</c>.</summary>
    public void TextOrNull(ReadOnlySpan<byte> utf8, bool isNull)
    {
        if (isNull)
            Raw("null"u8);
        else
            Text(utf8);
    }

    /// <summary>A string whose ASCII letters are made small.</summary>
    public void LowerCaseText(ReadOnlySpan<byte> utf8)
    {
        Raw("\""u8);
        Ensure(utf8.Length);
        foreach (var c in utf8)
            _span[_used++] = c is >= (byte)'A' and <= (byte)'Z' ? (byte)(c | 0x20) : c;
        Raw("\""u8);
    }

    /// <summary>Part of a string, without quotes.</summary>
    public void Content(ReadOnlySpan<byte> utf8)
    {
        for (int special; (special = utf8.IndexOfAny(s_escaped)) >= 0; utf8 = utf8[(special + 1)..])
        {
            Raw(utf8[..special]);
            Escape(utf8[special]);
        }

        Raw(utf8);
    }

    /// <summary>Bytes in base64, with quotes.</summary>
    public void Base64Text(ReadOnlySpan<byte> bytes)
    {
        Raw("\""u8);
        Ensure(Base64.GetMaxEncodedToUtf8Length(bytes.Length));
        _ = Base64.EncodeToUtf8(bytes, _span[_used..], out _, out var written);
        _used += written;
        Raw("\""u8);
    }

    public void Number(long value)
    {
        Ensure(LongestNumber);
        _ = Utf8Formatter.TryFormat(value, _span[_used..], out var written);
        _used += written;
    }

    public void Bool(bool value) => Raw(value ? "true"u8 : "false"u8);

    /// <summary>Hands what was written over to the output.</summary>
    public void Flush()
    {
        output.Advance(_used);
        _span = default;
        _used = 0;
    }

    private void Escape(byte c)
    {
        Ensure(LongestEscape);
        _span[_used++] = (byte)'\\';
        switch (c)
        {
            case (byte)'"' or (byte)'\\':
                _span[_used++] = c;
                break;
            case (byte)'\n':
                _span[_used++] = (byte)'n';
                break;
            case (byte)'\r':
                _span[_used++] = (byte)'r';
                break;
            case (byte)'\t':
                _span[_used++] = (byte)'t';
                break;
            default:
                "u00"u8.CopyTo(_span[_used..]);
                _span[_used + 3] = (byte)"0123456789abcdef"[c >> 4];
                _span[_used + 4] = (byte)"0123456789abcdef"[c & 15];
                _used += 5;
                break;
        }
    }

    private void Ensure(int size)
    {
        if (size > _span.Length - _used)
            Grow(size);
    }

    private void Grow(int size)
    {
        if (_used > 0)
            output.Advance(_used);
        _span = output.GetSpan(size);
        _used = 0;
    }
}
