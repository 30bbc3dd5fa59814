namespace Sor.Configuration;

/// <summary>The grammar of Semantic Versioning 2.0.0.</summary>
internal static class SemanticVersion
{
    public const string Shape = "a semantic version: 1.0.0, 1.2.0-beta.1";

    public static bool IsValid(string text)
    {
        if (text.Length > ManifestLimits.VersionLength)
            return false;
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        var core = plus < 0 ? text : text[..plus];
        var dash = core.IndexOf('-', StringComparison.Ordinal);
        var numbers = (dash < 0 ? core : core[..dash]).Split('.');
        return numbers.Length == 3
            && Array.TrueForAll(numbers, IsNumber)
            && (dash < 0 || Array.TrueForAll(core[(dash + 1)..].Split('.'), static part => IsIdentifier(part) && (!part.All(char.IsAsciiDigit) || IsNumber(part))))
            && (plus < 0 || Array.TrueForAll(text[(plus + 1)..].Split('.'), IsIdentifier));
    }

    private static bool IsNumber(string part) => part.Length > 0 && part.All(char.IsAsciiDigit) && (part.Length == 1 || part[0] != '0');

    private static bool IsIdentifier(string part) => part.Length > 0 && part.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
