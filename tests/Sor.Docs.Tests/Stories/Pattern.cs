using System.Text;
using System.Text.RegularExpressions;

namespace Sor.Docs.Tests;

/// <summary>Output as a page shows it: <c>…</c> stands for anything in a line, and on a line of its own for any number of lines.</summary>
internal static class Pattern
{
    private const string Anything = "…";

    public static bool Matches(string expected, string actual) => Regex.IsMatch(actual, $"^{Of(expected)}$", RegexOptions.CultureInvariant);

    public static bool MatchesBeginning(string expected, string actual) => Regex.IsMatch(actual, $"^{Of(expected)}", RegexOptions.CultureInvariant);

    private static string Of(string expected)
    {
        var pattern = new StringBuilder();
        foreach (var line in expected.TrimEnd('\n').Split('\n'))
        {
            _ = line == Anything
                ? pattern.Append("(?:[^\n]*\n)*")
                : pattern.Append(Regex.Escape(line).Replace(Anything, "[^\n]*", StringComparison.Ordinal)).Append('\n');
        }

        return pattern.ToString();
    }
}
