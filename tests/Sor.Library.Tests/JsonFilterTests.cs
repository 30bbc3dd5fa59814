namespace Sor.Library.Tests;

/// <summary><c>json-filter</c> beyond its vectors.</summary>
public sealed class JsonFilterTests
{
    [Fact]
    public void A_filter_lives_on_after_an_event_that_it_cannot_take()
    {
        using var stage = new Stage(Package.Named("json-filter"), """{"filter":".n = .a.b | del(.n)"}""");

        Assert.Equal("JsonFilter.Failed", stage.Run(Phase.Before, Calls.Of("""{"a":"text"}""")).Failure?.ErrorType);
        Assert.Equal("""{"a":{"b":1}}""", Calls.Text(stage.Run(Phase.Before, Calls.Of("""{"a":{"b":1}}"""))));
        Assert.DoesNotContain("sor:", stage.Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"filter":".a |"}""", "config.filter is no jq program: .a |")]
    [InlineData("""{"filter":"$nothing"}""", "config.filter is no jq program: $nothing")]
    [InlineData("""{"filter":7}""", "config.filter: a jq program is needed")]
    [InlineData("""{}""", "config.filter: a jq program is needed")]
    public void A_filter_that_is_none_is_refused_at_the_start(string config, string message)
    {
        using var stage = new Stage(Package.Named("json-filter"), config);

        var failure = stage.Run(Phase.Before, Calls.Of("{}")).Failure;

        Assert.NotNull(failure);
        Assert.Contains(message, stage.Log, StringComparison.Ordinal);
    }
}
