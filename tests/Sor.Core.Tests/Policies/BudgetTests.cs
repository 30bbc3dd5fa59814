namespace Sor.Core.Tests;

public sealed class BudgetTests
{
    [Theory]
    [InlineData(50, "middleware \"a\" (before) was still running when its budget of 50 ms was up, and has been ended")]
    [InlineData(5000, "Runtime.StageTimeout happened")]
    public async Task The_error_says_which_time_was_up(long budget, string message)
    {
        var program = Flow.Middleware("a").On(Phase.Before, static _ => Outcomes.Failure(FailureTypes.StageTimeout));
        var context = new InvocationContext { RequestId = "r", Trigger = "test", CutOffTimestamp = 500 };
        var budgeted = new BudgetedProgram(program, TimeSpan.FromMilliseconds(budget), static () => 0, ManualTime.TicksPerSecond);

        var outcome = await budgeted.RunAsync(Phase.Before, new Invocation(context, Outcomes.Payload("e").Payload));

        Assert.Equal(message, outcome.Failure!.ErrorMessage);
    }

    [Theory]
    [InlineData(500, 50, 50)]
    [InlineData(30, 50, 30)]
    public async Task A_run_is_ended_at_its_budget_or_at_the_invocations_cut_off_whichever_comes_first(long cutOff, long budget, long expected)
    {
        var seen = new List<long>();
        var program = Flow.Middleware("a").On(Phase.Before, invocation =>
        {
            seen.Add(invocation.CutOffTimestamp);
            return Outcome.Of(invocation.Payload);
        });
        var context = new InvocationContext { RequestId = "r", Trigger = "test", CutOffTimestamp = cutOff };
        var handler = Flow.Handler().On(Phase.Handle, invocation =>
        {
            seen.Add(invocation.CutOffTimestamp);
            return Outcome.Of(invocation.Payload);
        });
        var pipeline = new Pipeline([new PhaseStage(new BudgetedProgram(program, TimeSpan.FromMilliseconds(budget), static () => 0, ManualTime.TicksPerSecond), StagePolicy.None, static () => 0), new HandlerStage(handler, static () => 0)]);

        _ = await pipeline.InvokeAsync(new Invocation(context, Outcomes.Payload("e").Payload));

        Assert.Equal([expected, cutOff], seen);
    }
}
