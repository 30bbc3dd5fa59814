using Sor.Configuration;

namespace Sor.Packaging.Tests;

public sealed class IgnoreRulesTests
{
    [Theory]
    [InlineData("tests", "tests")]
    [InlineData("tests/", "src/tests")]
    [InlineData("*.md", "docs/a.md")]
    [InlineData("*", "anything")]
    [InlineData("a*b*c", "aXbXbXc")]
    [InlineData("/sor.yaml", "sor.yaml")]
    [InlineData("docs/*.txt", "docs/a.txt")]
    [InlineData("*/cache", "a/cache")]
    public void Leaves_out_what_fits(string rule, string path)
    {
        Assert.True(IgnoreRules.Of(rule).Matches(path));
    }

    [Theory]
    [InlineData("tests", "tests2")]
    [InlineData("*.md", "a.md5")]
    [InlineData("a*b*c", "aXc")]
    [InlineData("a*a", "a")]
    [InlineData("/sor.yaml", "src/sor.yaml")]
    [InlineData("docs/*.txt", "src/docs/a.txt")]
    [InlineData("docs/*.txt", "docs/a/b.txt")]
    [InlineData("Tests", "tests")]
    public void Keeps_what_does_not_fit(string rule, string path)
    {
        Assert.False(IgnoreRules.Of(rule).Matches(path));
    }

    [Fact]
    public void Skips_comments_and_empty_lines()
    {
        var diagnostics = new DiagnosticList(null);

        Assert.Equal(["tests", "*.md"], IgnoreRules.Parse("# not needed there\r\ntests\r\n\n  *.md  \n/\n", diagnostics));
        Assert.Empty(diagnostics.ToSorted());
    }

    [Fact]
    public void Rejects_rules_that_mean_something_elsewhere()
    {
        var diagnostics = new DiagnosticList(".sorignore");

        IgnoreRules.Parse("tests\n!tests/keep\na/**/b\n", diagnostics);

        Assert.Equal(["SOR1512 2:1 ", "SOR1512 3:1 "], diagnostics.ToSorted().Select(Read.Place));
    }
}
