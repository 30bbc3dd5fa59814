using System.Xml.Linq;

namespace Sor.Docs.Tests;

/// <summary>Pages that list something list all of it.</summary>
public sealed class IndexTests
{
    [Fact]
    public void Every_decision_is_in_the_index()
    {
        const string Folder = "docs/decisions";
        var listed = Repository.PageAt($"{Folder}/README.md").Links.ToHashSet();
        var missing = Repository.Files("*.md", Folder).Where(path => Path.GetFileName(path) != "README.md" && !listed.Contains(Path.GetFileName(path)))
            .Select(path => $"| [{Repository.Read(path).Split('\n')[0].TrimStart('#', ' ')}]({Path.GetFileName(path)}) | ... |").ToList();

        Assert.True(missing.Count == 0, $"add to the table of {Folder}/README.md:\n{string.Join('\n', missing)}");
    }

    [Fact]
    public void Every_package_is_explained()
    {
        var packages = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion").Select(item => item.Attribute("Include")!.Value);
        var table = Repository.Read("DEPENDENCIES.md").Split("\n## ")[1];
        var explained = table.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);

        Assert.Equal(packages.Order(StringComparer.Ordinal), explained.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Examples_of_the_repository_are_on_a_page() =>
        Assert.All(Directory.GetDirectories(Path.Combine(Repository.Root, "examples")), example =>
            Assert.Contains(Repository.Pages, page => Repository.Read(page.Path).Contains($"examples/{Path.GetFileName(example)}", StringComparison.Ordinal)));
}
