namespace Sor.Bootstrap;

/// <summary>RFC 3339 times, written digit by digit: the base library's formatting brings time zones and cultures along (45 KB).</summary>
internal static class UtcTimeText
{
    /// <summary>For example <c>2026-03-01T12:34:56.789Z</c>.</summary>
    internal static string Of(DateTime utc)
    {
        Span<char> text = stackalloc char[24];
        "0000-00-00T00:00:00.000Z".CopyTo(text);
        Write(text[..4], utc.Year);
        Write(text[5..7], utc.Month);
        Write(text[8..10], utc.Day);
        Write(text[11..13], utc.Hour);
        Write(text[14..16], utc.Minute);
        Write(text[17..19], utc.Second);
        Write(text[20..23], utc.Millisecond);
        return new string(text);
    }

    private static void Write(Span<char> digits, int value)
    {
        for (var i = digits.Length - 1; i >= 0; i--, value /= 10)
            digits[i] = (char)('0' + (value % 10));
    }
}
