using System.Globalization;

namespace Sor.Packaging;

/// <summary>Sizes as people write them. As on Lambda, a KB is 1,024 bytes: <c>KB</c> and <c>KiB</c> are the same here.</summary>
internal static class SizeText
{
    private const int MaxDigits = 12;

    private static readonly (string Unit, int Shift)[] Units =
        [("KB", 10), ("KiB", 10), ("MB", 20), ("MiB", 20), ("GB", 30), ("GiB", 30), ("B", 0)];

    /// <returns>Bytes; null when the text is no whole number with a unit.</returns>
    public static long? Parse(string text)
    {
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits is <= 0 or > MaxDigits)
        {
            return null;
        }

        foreach (var (unit, shift) in Units)
        {
            if (text.AsSpan(digits).SequenceEqual(unit))
            {
                var number = long.Parse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture);

                // Larger than every limit is all that matters then.
                return number > long.MaxValue >> shift ? long.MaxValue : number << shift;
            }
        }

        return null;
    }
}
