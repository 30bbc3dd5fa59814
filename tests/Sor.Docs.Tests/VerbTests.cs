using System.Text.RegularExpressions;

namespace Sor.Docs.Tests;

/// <summary>The verbs of <c>build.sh</c>: what there is, what its help lists and what the pages say are the same.</summary>
public sealed partial class VerbTests
{
    private static readonly SortedSet<string> Verbs = [.. Repository.Files("*.sh", "eng/verbs").Select(path => Path.GetFileNameWithoutExtension(path))];

    [Fact]
    public void Help_lists_all_verbs() =>
        Assert.Equal(Verbs, Names(HelpLine(), Repository.Read("eng/verbs/help.sh")));

    [Fact]
    public void Contributors_are_told_all_verbs() =>
        Assert.Equal(Verbs, Names(TableRow(), Repository.Read("CONTRIBUTING.md")));

    [Fact]
    public void Pages_name_no_other_verb() =>
        Assert.Empty(Repository.Pages.SelectMany(page => Names(Mention(), Repository.Read(page.Path)).Except(Verbs).Select(verb => $"{page.Path}: ./build.sh {verb}")));

    [Fact]
    public void The_first_page_begins_with_run_and_test() =>
        Assert.Equal(["run", "test"], Mention().Matches(Repository.PageAt("README.md").Fences.First().Text).Select(match => match.Groups[1].Value));

    private static SortedSet<string> Names(Regex pattern, string text) => [.. pattern.Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("^  ([a-z]+) ", RegexOptions.Multiline)]
    private static partial Regex HelpLine();

    [GeneratedRegex(@"^\| `\./build\.sh ([a-z]+)", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"\./build\.sh ([a-z]+)")]
    private static partial Regex Mention();
}
