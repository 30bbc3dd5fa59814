using System.Text.RegularExpressions;

namespace Sor.Docs.Tests;

/// <summary>The page of troubleshooting knows every error type and every code that the product makes, and no other.</summary>
public sealed partial class TroubleshootingTests
{
    private static readonly Page Page = Repository.PageAt("docs/troubleshooting.md");

    /// <summary>Text of everything that makes errors: the product, and the language runtimes without their tests.</summary>
    private static string Sources { get; } = string.Concat(
        Repository.Files("*.cs", "src").Concat(
            new[] { "*.py", "*.js", "*.cjs" }.SelectMany(pattern => Repository.Files(pattern, "runtimes")).Where(path => !path.Contains("/tests/", StringComparison.Ordinal)))
        .Select(Repository.Read));

    [Fact]
    public void Error_types_of_the_code_are_explained() => AssertSame(Found(ErrorType()), FirstCells(ErrorType()));

    [Fact]
    public void Codes_of_the_code_are_explained() => AssertSame(Found(Code()), FirstCells(Code()));

    private static void AssertSame(SortedSet<string> code, SortedSet<string> page)
    {
        Assert.NotEmpty(code);
        Assert.True(code.SetEquals(page), $"not on the page: {string.Join(", ", code.Except(page))}; on the page only: {string.Join(", ", page.Except(code))}");
    }

    private static SortedSet<string> Found(Regex name) => [.. name.Matches(Sources).Select(match => match.Groups[1].Value)];

    private static SortedSet<string> FirstCells(Regex name) => [.. Page.Rows.Select(cells => name.Match(cells[0].Replace('`', '"'))).Where(match => match.Success).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("""["'`]((?:Runtime|Function|Sandbox|Sor)\.[A-Z][A-Za-z]+)["'`]""")]
    private static partial Regex ErrorType();

    [GeneratedRegex("\"(SOR[0-9]{4})\"")]
    private static partial Regex Code();
}
