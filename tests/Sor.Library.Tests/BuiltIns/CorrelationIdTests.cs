using System.Text;
using System.Text.RegularExpressions;

namespace Sor.Library.Tests;

/// <summary><c>correlation-id</c> beyond its vectors.</summary>
public sealed class CorrelationIdTests
{
    [Fact]
    public void Where_there_is_none_an_id_is_made_that_no_other_call_has()
    {
        using var stage = new Stage(Package.Named("correlation-id"), null);

        var ids = new HashSet<string> { IdOf(stage, "{}"), IdOf(stage, "{}"), IdOf(stage, "no JSON") };

        Assert.Equal(3, ids.Count);
        Assert.All(ids, static id => Assert.Matches(new Regex("^\"[0-9a-f]{32}\"$"), id));
    }

    [Fact]
    public void The_same_id_is_in_the_event_and_in_the_response()
    {
        using var stage = new Stage(Package.Named("correlation-id"), """{"intoEvent":"/id","intoResponse":"/id"}""");
        var invocation = Calls.Of("{}");

        var @event = Calls.Text(stage.Run(Phase.Before, invocation));
        var response = Calls.Text(stage.Run(Phase.After, invocation));

        Assert.Equal(@event, response);
        Assert.Matches(new Regex("""^\{"id":"[0-9a-f]{32}"\}$"""), @event);
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void An_id_has_a_longest_length(int length, bool isTaken)
    {
        using var stage = new Stage(Package.Named("correlation-id"), """{"event":["/id"]}""");
        var id = new string('a', length);

        Assert.Equal(isTaken, IdOf(stage, $$"""{"id":"{{id}}"}""") == $"\"{id}\"");
    }

    private static string IdOf(Stage stage, string @event)
    {
        var invocation = Calls.Of(@event);
        _ = stage.Run(Phase.Before, invocation);
        return Encoding.UTF8.GetString(invocation.Context.Notes.Find("correlation-id")!.Attributes["id"]);
    }
}
