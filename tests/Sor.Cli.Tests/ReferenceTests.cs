using System.Text.RegularExpressions;
using Sor.TestSupport;

namespace Sor.Cli.Tests;

/// <summary>The written reference names what there is, no more and no less.</summary>
public sealed partial class ReferenceTests
{
    [Theory]
    [InlineData("dev")]
    [InlineData("invoke")]
    [InlineData("build")]
    [InlineData("conformance")]
    public async Task Every_option_of_a_verb_is_in_the_reference(string verb)
    {
        using var folder = new TemporaryFolder();
        var help = (await Cli.RunAsync(folder.Path, [verb, "--help"])).ShouldExit(0).Output;
        var reference = await File.ReadAllTextAsync(Path.Combine(Example.Root, "docs", "reference", "cli.md"));
        var chapter = reference.Split("\n## ").Single(text => text.StartsWith($"`sor {verb}", StringComparison.Ordinal));

        var inHelp = OptionInHelp().Matches(help).Select(match => match.Groups[1].Value).Where(option => option != "--help");
        var inReference = OptionInTable().Matches(chapter).Select(match => match.Groups[1].Value);

        Assert.Equal(inHelp.Order(), inReference.Order());
    }

    [GeneratedRegex(@"^  (?:-\w, )*(--[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex OptionInHelp();

    [GeneratedRegex(@"^\| `(--[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex OptionInTable();
}
