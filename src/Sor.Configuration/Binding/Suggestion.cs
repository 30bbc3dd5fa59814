namespace Sor.Configuration;

/// <summary>Finds the name that was probably meant.</summary>
public static class Suggestion
{
    private const int MaxLength = 40;

    /// <returns>Null when nothing is near.</returns>
    public static string? Nearest(string written, IReadOnlyList<string> known)
    {
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(known);
        if (written.Length is 0 or > MaxLength)
        {
            return null;
        }

        string? nearest = null;
        var best = int.MaxValue;
        foreach (var name in known)
        {
            var distance = IsBeginning(written, name) ? 1 : Distance(written, name);

            // A third of the letters may be wrong: "fg" is not "env".
            if (distance < best && distance <= Math.Max(1, Math.Min(written.Length, name.Length) / 3))
            {
                (nearest, best) = (name, distance);
            }
        }

        return nearest;
    }

    private static bool IsBeginning(string written, string name) =>
        Math.Min(written.Length, name.Length) >= 3
        && (name.StartsWith(written, StringComparison.OrdinalIgnoreCase) || written.StartsWith(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Letters to change, add, remove or swap with their neighbour, case ignored.</summary>
    private static int Distance(string left, string right)
    {
        // Row by row: costs of turning the first letters of one into the first letters of the other.
        int[] beforePrevious = [], previous = new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
        {
            previous[column] = column;
        }

        for (var row = 1; row <= left.Length; row++)
        {
            var current = new int[right.Length + 1];
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var change = previous[column - 1] + (Same(left[row - 1], right[column - 1]) ? 0 : 1);
                current[column] = Math.Min(change, Math.Min(previous[column], current[column - 1]) + 1);
                if (row > 1 && column > 1 && Same(left[row - 1], right[column - 2]) && Same(left[row - 2], right[column - 1]))
                {
                    current[column] = Math.Min(current[column], beforePrevious[column - 2] + 1);
                }
            }

            (beforePrevious, previous) = (previous, current);
        }

        return previous[right.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
