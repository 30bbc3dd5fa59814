using System.Text;
using System.Text.RegularExpressions;
using Sor.Configuration;
using Sor.Packaging;

namespace Sor.Library.Tests;

/// <summary>The pieces of <c>sor.yaml</c> that pages show, and the example with all kinds, are what the reader takes and the manifests allow.</summary>
public sealed partial class ConfigurationExampleTests
{
    public static TheoryData<string> Packages => [.. Package.All.Select(static package => package.Name)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_pipeline_of_a_page_is_valid(string name)
    {
        var blocks = YamlBlock().Matches(File.ReadAllText(Path.Combine(Package.Named(name).Folder, "README.md"))).Select(static match => match.Groups[1].Value)
            .Where(static block => block.StartsWith("pipeline:", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(blocks);
        Assert.All(blocks, static block => Check($"name: example\nruntime: echo\n{block}"));
    }

    [Fact]
    public void The_example_with_all_kinds_is_valid() => Check(File.ReadAllText(Path.Combine(Repository.Root, "examples/mixed/sor.yaml")));

    private static void Check(string yaml)
    {
        var result = SorYamlReader.Read(Encoding.UTF8.GetBytes(yaml), "sor.yaml");

        Assert.True(result.Options is not null, string.Join('\n', result.Diagnostics));
        foreach (var stage in result.Options.Pipeline)
        {
            if (Package.All.FirstOrDefault(package => package.Name == stage.Use) is not { } package)
                continue;
            var resolution = StageResolution.Resolve(stage, package.Manifest, new StagePlace(null, stage.Name), package.Manifest.Expects);
            Assert.True(resolution.Stage is not null, string.Join('\n', resolution.Diagnostics));
        }
    }

    [GeneratedRegex("^```yaml\\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex YamlBlock();
}
