namespace Sor.Docs.Tests;

/// <summary>
/// The blocks below one heading of the second level, in their order: what a reader types, one after another, in one folder.
/// A page with the comment <c>one story</c> is one as a whole.
/// </summary>
internal sealed record Story(Page Page, string Title, IReadOnlyList<Fence> Fences)
{
    private const string WholePage = "<!-- one story -->";

    /// <summary>All stories of all pages that a test can run.</summary>
    public static IReadOnlyList<Story> All { get; } = [.. Repository.Pages.SelectMany(Of).Where(story => story.Fences.Any(IsStep))];

    public override string ToString() => Title.Length == 0 ? Page.Path : $"{Page.Path}: {Title}";

    private static IEnumerable<Story> Of(Page page)
    {
        // Pages beside language runtimes have tests in their own language; pages for contributors have no stories.
        if (page.Path != "README.md" && !page.Path.StartsWith("docs/", StringComparison.Ordinal) && !page.Path.StartsWith("examples/", StringComparison.Ordinal))
            return [];
        if (page.Prose.Contains(WholePage, StringComparison.Ordinal))
            return [new Story(page, "", [.. page.Fences])];
        var stories = new List<(string Title, List<Fence> Fences)> { ("", []) };
        foreach (var section in page.Sections)
        {
            if (section.Level == 2)
                stories.Add((section.Title, []));
            stories[^1].Fences.AddRange(section.Fences);
        }

        return stories.Select(story => new Story(page, story.Title, story.Fences));
    }

    private static bool IsStep(Fence fence) => fence.Language == "console" || fence.Attributes.Count > 0;
}
