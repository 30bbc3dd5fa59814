namespace Sor.Configuration.Tests;

public sealed class SuggestionTests
{
    private static readonly IReadOnlyList<string> Keys = SorJsonReader.FlatKeys;

    [Theory]
    [InlineData("handlr", "handler")]
    [InlineData("hanlder", "handler")]
    [InlineData("Handler", "handler")]
    [InlineData("env", "environment")]
    [InlineData("timeout", "timeoutMs")]
    [InlineData("memory", "memoryMb")]
    [InlineData("pipelines", "pipeline")]
    [InlineData("nam", "name")]
    public void Finds_what_was_probably_meant(string written, string meant) => Assert.Equal(meant, Suggestion.Nearest(written, Keys));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("description")]
    [InlineData("middlewares")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Finds_nothing_where_nothing_is_near(string written) => Assert.Null(Suggestion.Nearest(written, Keys));
}
