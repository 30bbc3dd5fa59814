using System.Text.RegularExpressions;

namespace Sor.Library.Tests;

/// <summary>The example on the page of each middleware is what happens: <c>json config</c>, then payloads of a phase, each with its <c>json result</c>.</summary>
public sealed partial class ReadmeTests
{
    // A wasm module is run by sor-wasm, where its tests are.
    public static TheoryData<string> Packages => [.. Package.All.Where(static package => package.Kind != Configuration.StageKind.Wasm).Select(static package => package.Name)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_example_of_a_page_is_what_happens(string name)
    {
        var package = Package.Named(name);
        var blocks = Block().Matches(File.ReadAllText(Path.Combine(package.Folder, "README.md"))).Select(static match => (What: match.Groups[1].Value, Text: match.Groups[2].Value)).ToList();
        using var stage = new Stage(package, CompactJson.Of(Assert.Single(blocks, static block => block.What == "config").Text));
        var payloads = blocks.Where(static block => PhaseNames.Parse(block.What) != Phase.None).ToList();
        var results = blocks.Where(static block => block.What == "result").Select(static block => CompactJson.Of(block.Text)).ToList();
        var context = Calls.Of("").Context;

        var answers = payloads.Select(block => CompactJson.Of(Calls.Text(stage.Run(PhaseNames.Parse(block.What), new Invocation(context, Calls.Of(block.Text).Payload))))).ToList();

        Assert.NotEmpty(answers);
        Assert.Equal(results, answers);
    }

    [Fact]
    public void Every_package_is_in_the_table()
    {
        var table = File.ReadAllText(Path.Combine(Repository.Root, "middlewares/README.md"));

        Assert.All(Package.All, package => Assert.Contains($"| [`{package.Name}`]({package.Name}) |", table, StringComparison.Ordinal));
    }

    [GeneratedRegex("^```json (config|before|after|error|result)\\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
