namespace Sor.Configuration;

/// <summary>Names of the dialects as they are written.</summary>
public static class MatchDialectNames
{
    /// <summary>In the order of <see cref="MatchDialect"/>.</summary>
    public static IReadOnlyList<string> All { get; } = ["exact", "prefix", "suffix", "all", "any", "not"];

    public static string NameOf(MatchDialect dialect) => All[(int)dialect];

    internal static MatchDialect Parse(string name)
    {
        for (var index = 0; index < All.Count; index++)
        {
            if (All[index] == name)
                return (MatchDialect)index;
        }

        throw new ArgumentOutOfRangeException(nameof(name), name, "no dialect");
    }
}
