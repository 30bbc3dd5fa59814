namespace Sor.Docs.Tests;

/// <summary>What pages show works: the files are written, compiled and run behind the native bootstrap, the commands are typed.</summary>
public sealed class StoryTests
{
    public static TheoryData<string> Stories => [.. Story.All.Select(story => story.ToString())];

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task Story_works(string name)
    {
        await using var run = new StoryRun(Story.All.Single(story => story.ToString() == name));

        await run.RunAsync();
    }

    [Theory]
    [InlineData("README.md", "console", 2)]
    [InlineData("docs/getting-started.md", "console", 3)]
    [InlineData("docs/write-a-middleware.md", "sh", 5)]
    [InlineData("docs/write-a-middleware.md", "python", 3)]
    [InlineData("docs/write-a-middleware.md", "js", 3)]
    [InlineData("docs/write-a-middleware.md", "console", 8)]
    [InlineData("docs/write-a-middleware.md", "c", 2)]
    [InlineData("docs/write-a-middleware.md", "csharp", 1)]
    [InlineData("docs/reference/frames-by-hand.md", "c", 1)]
    [InlineData("docs/make-it-fast.md", "yaml", 3)]
    [InlineData("docs/choose-the-kind.md", "yaml", 1)]
    [InlineData("docs/try-an-event.md", "console", 5)]
    [InlineData("docs/reference/event-kinds.md", "console", 1)]
    [InlineData("docs/operate-a-pipeline.md", "yaml", 9)]
    public void Page_has_examples_that_are_run(string page, string language, int atLeast)
    {
        var fences = Story.All.Where(story => story.Page.Path == page).SelectMany(story => story.Fences)
            .Count(fence => fence.Language == language && (language == "console" || fence.File is not null));

        Assert.True(fences >= atLeast, $"{fences} in {language}");
    }
}
