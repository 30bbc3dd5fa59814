using System.Text.RegularExpressions;

namespace Sor.Conformance.Tests;

/// <summary>The page of the rules says what the published rules say.</summary>
public sealed partial class ReferenceTests
{
    [Fact]
    public async Task Every_rule_is_on_the_page_and_no_other()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Programs.Root, "docs", "reference", "conformance.md"));

        var onPage = Row().Matches(page).Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value));

        Assert.Equal(Rule.All.Select(rule => (rule.Id, rule.Text, rule.Mend)).Order(), onPage.Order());
    }

    [GeneratedRegex(@"^\| `([a-z.-]+)` \| (.+) \| (.+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
