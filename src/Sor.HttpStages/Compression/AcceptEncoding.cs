using System.Globalization;

namespace Sor.HttpStages.Compression;

/// <summary>What codings a caller takes (RFC 9110, section 12.5.3).</summary>
internal static class AcceptEncoding
{
    /// <summary>The coding that the caller likes best; among equals the first of those that are offered.</summary>
    /// <param name="members">Members of <c>accept-encoding</c>.</param>
    /// <param name="offered">Codings, the preferred first.</param>
    /// <returns>Null: none of them, or the caller likes the answer better as it is.</returns>
    internal static string? Choose(string[] members, IReadOnlyList<string> offered)
    {
        string? best = null;
        var quality = 0.0;
        foreach (var coding in offered)
        {
            if (QualityOf(members, coding) is { } own && own > quality)
                (best, quality) = (coding, own);
        }

        // Without a word about it, the answer as it is comes last.
        return Named(members, "identity") > quality ? null : best;
    }

    private static double? QualityOf(string[] members, string coding) =>
        Named(members, coding) ?? (coding == "gzip" ? Named(members, "x-gzip") : null) ?? Named(members, "*");

    private static double? Named(string[] members, string coding)
    {
        foreach (var member in members)
        {
            var parts = member.Split(';', StringSplitOptions.TrimEntries);
            if (string.Equals(parts[0], coding, StringComparison.OrdinalIgnoreCase))
                return Quality(parts);
        }

        return null;
    }

    // What is no weight says that somebody cannot count: such a coding is not taken.
    private static double Quality(string[] parts)
    {
        foreach (var part in parts.Skip(1))
        {
            if (part.StartsWith("q=", StringComparison.OrdinalIgnoreCase))
                return double.TryParse(part[2..].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1 ? value : 0;
        }

        return 1;
    }
}
