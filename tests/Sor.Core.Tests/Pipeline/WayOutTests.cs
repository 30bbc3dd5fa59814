using System.Diagnostics;

namespace Sor.Core.Tests;

/// <summary>The way out has the reserve that the way in may not touch.</summary>
public sealed class WayOutTests
{
    [Theory]
    [InlineData(false, "before 100, handle 100, after 150")]
    [InlineData(true, "before 100, handle 100, error 150")]
    public async Task Runs_on_the_way_out_end_later(bool fails, string cutOffs) =>
        Assert.Equal(cutOffs, await CutOffsAsync(fails, new InvocationContext { RequestId = "r", Trigger = "test", CutOffTimestamp = 100, WayOutTimestamp = 150 }, long.MaxValue));

    [Fact]
    public async Task A_budget_that_ends_earlier_counts_on_the_way_out_too() =>
        Assert.Equal(
            "before 70, handle 70, after 70",
            await CutOffsAsync(fails: false, new InvocationContext { RequestId = "r", Trigger = "test", CutOffTimestamp = 100, WayOutTimestamp = 150 }, 70));

    [Fact]
    public async Task Without_a_reserve_they_end_alike() =>
        Assert.Equal("before 100, handle 100, after 100", await CutOffsAsync(fails: false, new InvocationContext { RequestId = "r", Trigger = "test", CutOffTimestamp = 100 }, long.MaxValue));

    [Theory]
    [InlineData(100, 50, 90)]
    [InlineData(1000, 950, 990)]
    [InlineData(3000, 2850, 2970)]
    [InlineData(10_000, 9500, 9900)]
    [InlineData(900_000, 899_500, 899_900)]
    [InlineData(0, -50, -10)]
    [InlineData(-5000, -5050, -5010)]
    public void A_twentieth_of_the_time_is_kept_in_reserve(long remainingMs, long cutOffMs, long wayOutMs) =>
        Assert.Equal(new TimeLimits(cutOffMs, wayOutMs), TimeLimits.Of(remainingMs));

    private static async Task<string> CutOffsAsync(bool fails, InvocationContext context, long until)
    {
        var seen = new List<string>();
        Outcome Note(Phase phase, Invocation invocation)
        {
            seen.Add($"{PhaseNames.NameOf(phase)} {invocation.CutOffTimestamp}");
            return phase == Phase.Handle && fails ? Outcomes.Failure("no") : Outcome.Of(invocation.Payload);
        }

        var middleware = Flow.Middleware("a", Phase.Before | Phase.After | Phase.Error);
        foreach (var phase in (Phase[])[Phase.Before, Phase.After, Phase.Error])
            _ = middleware.On(phase, invocation => Note(phase, invocation));
        var handler = Flow.Handler().On(Phase.Handle, invocation => Note(Phase.Handle, invocation));
        var pipeline = new Pipeline([new PhaseStage(middleware, StagePolicy.None, Stopwatch.GetTimestamp), new HandlerStage(handler, Stopwatch.GetTimestamp)]);

        _ = await pipeline.InvokeAsync(new Invocation(context, Outcomes.Payload("e").Payload).Until(until));

        return string.Join(", ", seen);
    }
}
