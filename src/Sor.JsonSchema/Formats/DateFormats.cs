namespace Sor.JsonSchema;

/// <summary>RFC 3339: dates, times, durations.</summary>
internal static class DateFormats
{
    public static bool IsDate(ReadOnlySpan<byte> text)
    {
        if (text.Length != 10 || text[4] != '-' || text[7] != '-' || !TryNumber(text[..4], out var year) || !TryNumber(text[5..7], out var month) || !TryNumber(text[8..], out var day))
            return false;
        if (month is < 1 or > 12 || day < 1)
            return false;
        var isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return day <= month switch { 2 => isLeap ? 29 : 28, 4 or 6 or 9 or 11 => 30, _ => 31 };
    }

    public static bool IsTime(ReadOnlySpan<byte> text)
    {
        if (text.Length < 9 || text[2] != ':' || text[5] != ':' || !TryNumber(text[..2], out var hour) || !TryNumber(text[3..5], out var minute) || !TryNumber(text[6..8], out var second))
            return false;
        var zone = text[8..];
        if (zone[0] == '.')
        {
            var digits = zone[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (digits <= 0)
                return false;
            zone = zone[(digits + 1)..];
        }

        if (hour > 23 || minute > 59 || second > 60 || !TryZone(zone, out var offset))
            return false;

        // A leap second is the last of a day in UTC.
        return second < 60 || ((((hour * 60) + minute - offset) % 1440) + 1440) % 1440 == 1439;
    }

    public static bool IsDuration(ReadOnlySpan<byte> text)
    {
        if (text.Length < 3 || text[0] != 'P')
            return false;
        text = text[1..];
        if (text[^1] == 'W')
            return text[..^1].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
        var mark = text.IndexOf((byte)'T');
        return mark < 0
            ? AreParts(text, "YMD"u8)
            : mark < text.Length - 1 && (mark == 0 || AreParts(text[..mark], "YMD"u8)) && AreParts(text[(mark + 1)..], "HMS"u8);
    }

    /// <summary>Numbers, each with a unit; units stand in their order without a gap between the first and the last.</summary>
    private static bool AreParts(ReadOnlySpan<byte> text, ReadOnlySpan<byte> units)
    {
        var last = -1;
        while (text.Length > 0)
        {
            var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (digits <= 0)
                return false;
            var unit = units.IndexOf(text[digits]);
            if (unit < 0 || (last >= 0 && unit != last + 1))
                return false;
            last = unit;
            text = text[(digits + 1)..];
        }

        return last >= 0;
    }

    private static bool TryZone(ReadOnlySpan<byte> zone, out int offset)
    {
        offset = 0;
        if (zone.Length == 1)
            return (zone[0] | 0x20) == 'z';
        if (zone.Length != 6 || zone[0] is not ((byte)'+' or (byte)'-') || zone[3] != ':' || !TryNumber(zone[1..3], out var hours) || !TryNumber(zone[4..], out var minutes))
            return false;
        offset = ((hours * 60) + minutes) * (zone[0] == '-' ? -1 : 1);
        return hours <= 23 && minutes <= 59;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out int number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            number = (number * 10) + digit - '0';
        }

        return true;
    }
}
