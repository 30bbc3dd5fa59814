using System.Globalization;
using System.Text.RegularExpressions;

namespace Sor.Docs.Tests;

/// <summary>A number or a time that a type of the product names: read from its source, as most of them are nobody else's business.</summary>
internal static partial class SourceConstant
{
    /// <summary>Paths of source files by the name of their type.</summary>
    private static readonly ILookup<string, string> s_files = Repository.Files("*.cs", "src").ToLookup(path => Path.GetFileNameWithoutExtension(path));

    /// <summary>Names <c>TYPE.MEMBER</c> of all constants whose name says that they are a bound.</summary>
    public static IEnumerable<string> Bounds => s_files.SelectMany(type => type.SelectMany(path => Bound().Matches(Repository.Read(path)).Select(match => $"{type.Key}.{match.Groups[1].Value}")));

    /// <summary>Value of a constant, or of a property as it is unless set; times in milliseconds. Null when there is none.</summary>
    public static long? ValueOf(string name)
    {
        var parts = name.Split('.');
        return s_files[parts[0]].Select(path => Regex.Match(Repository.Read(path), $@"\b{parts[1]}\b(?: \{{ get; init; \}})? = ([^;]+);")).FirstOrDefault(match => match.Success) is { } match
            ? Evaluate(match.Groups[1].Value)
            : null;
    }

    private static long Evaluate(string expression) => Time().Match(expression) is { Success: true } time
        ? long.Parse(time.Groups[2].Value, CultureInfo.InvariantCulture) * Milliseconds(time.Groups[1].Value)
        : expression.Split('+').Sum(term => term.Split('*').Aggregate(1L, (product, factor) => product * long.Parse(factor.Replace("_", "", StringComparison.Ordinal).Trim(' ', '(', ')', 'L'), CultureInfo.InvariantCulture)));

    private static long Milliseconds(string unit) => unit switch
    {
        "Milliseconds" => 1,
        "Seconds" => 1000,
        "Minutes" => 60_000,
        _ => throw new FormatException($"a time in {unit}"),
    };

    [GeneratedRegex(@"^TimeSpan\.From(\w+)\(([0-9]+)\)$")]
    private static partial Regex Time();

    // A local constant is a matter of its method.
    [GeneratedRegex(@"^    (?:public|internal|private) (?:const (?:int|long)|static readonly TimeSpan) ((?:Max|s_max)\w+|\w*(?:Limit|LimitBytes|_limit|Grace)) =", RegexOptions.Multiline)]
    private static partial Regex Bound();
}
