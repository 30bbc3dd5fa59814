using System.Globalization;

namespace Sor.Packaging;

/// <summary>Durations as people write them: whole numbers with units, the larger first: <c>30s</c>, <c>250ms</c>, <c>1m30s</c>.</summary>
internal static class DurationText
{
    public const string Shape = "whole numbers with their units, the larger first: 30s, 250ms or 1m30s";

    /// <summary>More digits than any range allows, and few enough that no sum overflows.</summary>
    private const int MaxDigits = 8;

    private static readonly (string Unit, long Milliseconds)[] Units = [("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

    /// <returns>Null when the text is no duration.</returns>
    public static TimeSpan? Parse(string text)
    {
        var rest = text.AsSpan();
        var milliseconds = 0L;
        foreach (var (unit, factor) in Units)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits is > 0 and <= MaxDigits && UnitOf(rest[digits..]).SequenceEqual(unit))
            {
                milliseconds += factor * long.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
                rest = rest[(digits + unit.Length)..];
            }
        }

        return text.Length > 0 && rest.IsEmpty ? TimeSpan.FromMilliseconds(milliseconds) : null;
    }

    public static string Format(TimeSpan duration)
    {
        var milliseconds = (long)duration.TotalMilliseconds;
        return milliseconds % 1000 == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000}s")
            : string.Create(CultureInfo.InvariantCulture, $"{milliseconds}ms");
    }

    private static ReadOnlySpan<char> UnitOf(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyInRange('0', '9');
        return end < 0 ? text : text[..end];
    }
}
