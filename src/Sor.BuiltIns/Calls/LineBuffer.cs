using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sor.BuiltIns;

/// <summary>A line that is put together in memory which is used again for the next one.</summary>
internal sealed class LineBuffer
{
    private byte[] _bytes = new byte[512];
    private int _used;

    internal ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _used);

    internal void Clear() => _used = 0;

    internal void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>Appends a JSON value; line feeds in it, which can only stand between tokens, become blanks.</summary>
    internal void AppendOnOneLine(ReadOnlySpan<byte> json)
    {
        var target = Take(json.Length);
        json.CopyTo(target);
        target.Replace((byte)'\n', (byte)' ');
        target.Replace((byte)'\r', (byte)' ');
    }

    /// <summary>Appends a text as a JSON string.</summary>
    internal void AppendText(string text)
    {
        Append("\""u8);
        if (IsPlain(text))
            _ = Encoding.ASCII.GetBytes(text, Take(text.Length));
        else
            Append(JsonEncodedText.Encode(text).EncodedUtf8Bytes);
        Append("\""u8);
    }

    internal void AppendNumber(long value)
    {
        Span<byte> digits = stackalloc byte[20];
        _ = value.TryFormat(digits, out var written, default, CultureInfo.InvariantCulture);
        Append(digits[..written]);
    }

    /// <summary>Appends microseconds as milliseconds with three decimals.</summary>
    internal void AppendMilliseconds(long microseconds)
    {
        AppendNumber(microseconds / 1000);
        var rest = (int)(microseconds % 1000);
        Append([(byte)'.', (byte)('0' + (rest / 100)), (byte)('0' + (rest / 10 % 10)), (byte)('0' + (rest % 10))]);
    }

    /// <summary>Whether a text is itself inside of JSON's quotes: the ids and names of platforms are.</summary>
    private static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or > '~' or '"' or '\\')
                return false;
        }

        return true;
    }

    private Span<byte> Take(int size)
    {
        if (_bytes.Length - _used < size)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + size));
        _used += size;
        return _bytes.AsSpan(_used - size, size);
    }
}
