namespace Sor.Docs.Tests;

/// <summary>Links between pages, and from pages to files, lead somewhere.</summary>
public sealed class LinkTests
{
    [Fact]
    public void Relative_links_of_all_pages_resolve()
    {
        var broken = Repository.Pages.SelectMany(page => page.Links.Where(link => !Resolves(page, link)).Select(link => $"{page.Path}: {link}")).ToList();

        Assert.True(broken.Count == 0, $"these links lead nowhere:\n{string.Join('\n', broken)}");
    }

    [Fact]
    public void Pages_of_docs_can_be_reached_from_the_first_page()
    {
        var reached = new HashSet<string>();
        var waiting = new Queue<string>(["README.md"]);
        while (waiting.TryDequeue(out var path))
        {
            if (!reached.Add(path) || Repository.Pages.FirstOrDefault(page => page.Path == path) is not { } page)
                continue;
            foreach (var link in page.Links.Where(link => !IsAddress(link)))
                waiting.Enqueue(PathOf(page, link.Split('#')[0]));
        }

        var lost = Repository.Files("*.md", "docs").Except(reached).ToList();
        Assert.True(lost.Count == 0, $"no link leads to {string.Join(", ", lost)}");
    }

    private static bool Resolves(Page page, string link)
    {
        if (IsAddress(link))
            return true;
        var parts = link.Split('#', 2);
        var path = PathOf(page, parts[0]);
        var full = Path.Combine(Repository.Root, path);
        if (parts.Length == 1)
            return File.Exists(full) || Directory.Exists(full);
        return File.Exists(full) && Page.Read(path).Anchors.Contains(parts[1]);
    }

    private static bool IsAddress(string link) => link.Contains("://", StringComparison.Ordinal) || link.StartsWith("mailto:", StringComparison.Ordinal);

    private static string PathOf(Page page, string link) => link.Length == 0
        ? page.Path
        : Path.GetRelativePath(Repository.Root, Path.GetFullPath(link, Path.GetDirectoryName(Path.Combine(Repository.Root, page.Path))!));
}
