using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>
/// What of a folder does not belong into a package. A rule is a path with <c>*</c> for any part of a name; without <c>/</c> (but at its end) it holds
/// in every folder, with one from the function's folder down; a folder that fits is left out with all that is in it.
/// </summary>
public sealed class IgnoreRules
{
    public const string FileName = ".sorignore";

    private readonly List<string[]> _anchored = [];
    private readonly List<string> _anywhere = [];

    private IgnoreRules(IEnumerable<string> rules)
    {
        foreach (var rule in rules)
        {
            var path = rule.TrimEnd('/');
            if (path.Contains('/', StringComparison.Ordinal))
            {
                _anchored.Add(path.TrimStart('/').Split('/'));
            }
            else
            {
                _anywhere.Add(path);
            }
        }
    }

    /// <summary>Left out of every package: histories, caches and machine-made files.</summary>
    public static IReadOnlyList<string> Always { get; } =
    [
        ".git", ".hg", ".svn", ".sor", "__pycache__", "*.pyc", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".venv", ".DS_Store", ".idea", ".vscode",
        "node_modules/.cache",
    ];

    /// <summary>Left out of a function's package too: <c>sor.json</c> takes their place there.</summary>
    public static IReadOnlyList<string> Sources { get; } = ["/sor.yaml", "/" + FileName];

    public static IgnoreRules Of(params IEnumerable<string> rules) => new(rules);

    /// <summary>Lines of a <c>.sorignore</c>: one rule a line, empty lines and those beginning with <c>#</c> are skipped.</summary>
    public static IReadOnlyList<string> Parse(string text, DiagnosticList diagnostics)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var rules = new List<string>();
        var lines = text.Split('\n', StringSplitOptions.TrimEntries);
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index];
            if (line.StartsWith('!') || line.Contains("**", StringComparison.Ordinal))
            {
                diagnostics.Error(
                    DiagnosticCodes.BadIgnoreRule,
                    new SourcePosition(index + 1, 1),
                    "",
                    $"{Display.Quote(line)} is a rule that this file does not know",
                    "write a path with * for any part of a name; exceptions (!) and ** have no meaning here");
            }
            else if (line.TrimEnd('/').Length > 0 && !line.StartsWith('#'))
            {
                rules.Add(line);
            }
        }

        return rules;
    }

    /// <param name="path">Path of a file or folder, relative, with <c>/</c>.</param>
    public bool Matches(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var parts = path.Split('/');
        return _anywhere.Exists(rule => Fits(rule, parts[^1])) || _anchored.Exists(rule => Fits(rule, parts));
    }

    private static bool Fits(string[] rule, string[] parts) => rule.Length == parts.Length && rule.Zip(parts).All(static pair => Fits(pair.First, pair.Second));

    private static bool Fits(ReadOnlySpan<char> rule, ReadOnlySpan<char> name)
    {
        var star = rule.IndexOf('*');
        if (star < 0)
        {
            return rule.SequenceEqual(name);
        }

        if (!name.StartsWith(rule[..star]))
        {
            return false;
        }

        // Each following piece at its first place, the last one at the end: one pass, no backtracking.
        name = name[star..];
        rule = rule[(star + 1)..];
        while ((star = rule.IndexOf('*')) >= 0)
        {
            var place = name.IndexOf(rule[..star]);
            if (place < 0)
            {
                return false;
            }

            name = name[(place + star)..];
            rule = rule[(star + 1)..];
        }

        return name.EndsWith(rule);
    }
}
