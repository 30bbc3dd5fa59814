namespace Sor.Library.Tests;

/// <summary><c>warmup</c> beyond its vectors.</summary>
public sealed class WarmUpTests
{
    [Theory]
    [InlineData(4096, OutcomeKind.Reply)]
    [InlineData(4097, OutcomeKind.Payload)]
    public void Large_events_are_not_looked_into(int size, OutcomeKind outcome)
    {
        using var stage = new Stage(Package.Named("warmup"), null);
        const string Start = "{\"warmup\":true,\"x\":\"";

        Assert.Equal(outcome, stage.Run(Phase.Before, Calls.Of(Start + new string('x', size - Start.Length - 2) + "\"}")).Kind);
    }

    [Fact]
    public void Payloads_of_other_types_are_not_looked_into()
    {
        using var stage = new Stage(Package.Named("warmup"), null);

        Assert.Equal(OutcomeKind.Payload, stage.Run(Phase.Before, Calls.Of("""{"warmup":true}""", "text/plain")).Kind);
    }
}
