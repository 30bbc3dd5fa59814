using System.Buffers;
using System.Text.Json;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>How a provider counts time since 1970.</summary>
internal enum TimeUnit : byte
{
    /// <summary>Seconds, with a fraction or not; from 10^11 on it is taken for milliseconds, which some senders write instead.</summary>
    Seconds,

    Milliseconds,

    /// <summary>Milliseconds; below 10^11 it is taken for seconds, which emulators write instead.</summary>
    MillisecondsOrSeconds,

    Microseconds,
}

/// <summary>
/// Turns what providers write for a time into RFC 3339, by arithmetic on the text: every digit that was sent arrives, none is made up.
/// What is no time appends nothing.
/// </summary>
internal static class EventTime
{
    // More digits, and a higher power of ten, than any time has.
    private const int DigitRoom = 40;
    private const int LargestExponent = 99;
    private const int FractionDigits = 9;
    private const long BetweenSecondsAndMilliseconds = 100_000_000_000;
    private const long EndOfYear9999 = 253_402_300_800;

    /// <summary>A number, or a string with one, that counts from 1970.</summary>
    internal static void AppendEpoch(JsonValue value, TimeUnit unit, IBufferWriter<byte> output)
    {
        var text = value.IsString ? value.RawString : value.Kind == JsonValueKind.Number ? value.Raw : default;
        Span<byte> digits = stackalloc byte[DigitRoom];
        if (!TryReadDecimal(text, ref digits, out var point))
            return;
        point -= Shift(unit, Whole(digits, point));
        var seconds = Whole(digits, point);
        if (seconds >= EndOfYear9999)
            return;
        AppendSeconds(seconds, output);
        AppendFraction(digits, point, output);
        output.Write("Z"u8);
    }

    /// <summary>A date and time of RFC 3339, or nearly: an offset without colon or behind a space, a space for the T, <c>UTC</c> for the Z. What is right stays as it is.</summary>
    internal static void AppendText(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        if (text.Length < 20 || !IsDate(text[..10]) || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ') || !IsTime(text[11..19]))
            return;
        var zone = text[19..];
        var fraction = zone[0] == (byte)'.' ? zone[..(1 + LeadingDigits(zone[1..]))] : default;
        zone = zone[fraction.Length..];
        if (zone.Length > 1 && zone[0] == (byte)' ' && zone[1] is (byte)'+' or (byte)'-')
            zone = zone[1..];
        if (fraction.Length == 1 || !IsZone(zone))
            return;
        output.Write(text[..10]);
        output.Write("T"u8);
        output.Write(text[11..19]);
        output.Write(fraction);
        AppendZone(zone, output);
    }

    private static int Shift(TimeUnit unit, long whole) => unit switch
    {
        TimeUnit.Microseconds => 6,
        TimeUnit.Milliseconds => 3,
        _ => whole >= BetweenSecondsAndMilliseconds ? 3 : 0,
    };

    /// <summary>The digits of a number without sign, and in front of which of them the decimal point stands.</summary>
    private static bool TryReadDecimal(ReadOnlySpan<byte> text, ref Span<byte> digits, out int point)
    {
        var count = 0;
        var at = 0;
        point = -1;
        for (; at < text.Length && (text[at] is (byte)'.' || char.IsAsciiDigit((char)text[at])); at++)
        {
            if (text[at] != '.')
            {
                if (count < DigitRoom)
                    digits[count++] = text[at];
                else if (point < 0)
                    return false;
            }
            else if (point < 0)
            {
                point = count;
            }
            else
            {
                return false;
            }
        }

        if (point < 0)
            point = count;
        digits = digits[..count];
        if (count == 0 || at == text.Length)
            return count > 0;
        return text[at] is (byte)'e' or (byte)'E' && TryAddExponent(text[(at + 1)..], ref point);
    }

    private static bool TryAddExponent(ReadOnlySpan<byte> text, ref int point)
    {
        var isNegative = text.StartsWith("-"u8);
        if (isNegative || text.StartsWith("+"u8))
            text = text[1..];
        var exponent = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit((char)c) || exponent > LargestExponent)
                return false;
            exponent = (exponent * 10) + c - '0';
        }

        point += isNegative ? -exponent : exponent;
        return !text.IsEmpty;
    }

    /// <summary>What stands in front of the point; something above every time when it is more than that.</summary>
    private static long Whole(ReadOnlySpan<byte> digits, int point)
    {
        var whole = 0L;
        for (var i = 0; i < point && whole < long.MaxValue / 100; i++)
            whole = (whole * 10) + (i < digits.Length ? digits[i] - '0' : 0);
        return whole;
    }

    private static void AppendSeconds(long seconds, IBufferWriter<byte> output)
    {
        var time = new DateTime(DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond), DateTimeKind.Utc);
        AppendNumber(time.Year, 4, output);
        output.Write("-"u8);
        AppendNumber(time.Month, 2, output);
        output.Write("-"u8);
        AppendNumber(time.Day, 2, output);
        output.Write("T"u8);
        AppendNumber(time.Hour, 2, output);
        output.Write(":"u8);
        AppendNumber(time.Minute, 2, output);
        output.Write(":"u8);
        AppendNumber(time.Second, 2, output);
    }

    private static void AppendNumber(int number, int width, IBufferWriter<byte> output)
    {
        var space = output.GetSpan(width);
        for (var i = width - 1; i >= 0; i--, number /= 10)
            space[i] = (byte)('0' + (number % 10));
        output.Advance(width);
    }

    private static void AppendFraction(ReadOnlySpan<byte> digits, int point, IBufferWriter<byte> output)
    {
        if (point >= digits.Length)
            return;
        output.Write("."u8);
        for (var i = point; i < digits.Length && i - point < FractionDigits; i++)
            output.Write(i < 0 ? "0"u8 : digits.Slice(i, 1));
    }

    private static bool IsDate(ReadOnlySpan<byte> text) =>
        text[4] == '-' && text[7] == '-'
        && Number(text[..4]) is >= 1 and var year
        && Number(text[5..7]) is >= 1 and <= 12 and var month
        && Number(text[8..]) is >= 1 and var day && day <= DateTime.DaysInMonth(year, month);

    private static bool IsTime(ReadOnlySpan<byte> text) =>
        text[2] == ':' && text[5] == ':' && IsClock(text[..2], text[3..5]) && Number(text[6..]) is >= 0 and <= 59;

    private static bool IsClock(ReadOnlySpan<byte> hour, ReadOnlySpan<byte> minute) => Number(hour) is >= 0 and <= 23 && Number(minute) is >= 0 and <= 59;

    private static bool IsZone(ReadOnlySpan<byte> zone)
    {
        if (IsUniversal(zone))
            return true;
        return zone.Length is 5 or 6 && zone[0] is (byte)'+' or (byte)'-' && IsClock(zone[1..3], zone[^2..]) && (zone.Length == 5 || zone[3] == ':');
    }

    private static bool IsUniversal(ReadOnlySpan<byte> zone) => zone.SequenceEqual("Z"u8) || zone.SequenceEqual("z"u8) || zone.SequenceEqual(" UTC"u8);

    private static void AppendZone(ReadOnlySpan<byte> zone, IBufferWriter<byte> output)
    {
        if (IsUniversal(zone) || zone[1..].SequenceEqual("0000"u8))
        {
            output.Write("Z"u8);
            return;
        }

        output.Write(zone[..3]);
        output.Write(":"u8);
        output.Write(zone[^2..]);
    }

    private static int LeadingDigits(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text.Length : end;
    }

    /// <summary>A number of digits only; otherwise -1.</summary>
    private static int Number(ReadOnlySpan<byte> text)
    {
        var number = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit((char)c))
                return -1;
            number = (number * 10) + c - '0';
        }

        return number;
    }
}
