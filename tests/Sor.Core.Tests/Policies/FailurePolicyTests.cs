using System.Text;
using Sor.Configuration;

namespace Sor.Core.Tests;

public sealed class FailurePolicyTests
{
    private const Phase All = Phase.Before | Phase.After | Phase.Error;

    private readonly List<string> _told = [];

    [Fact]
    public async Task Fail_fails_the_invocation()
    {
        var flow = await Flow.RunWithPolicyAsync(Flow.Middleware("a", All), Failing(Phase.Before), Policy(FailureAction.Fail), Flow.Handler());

        Assert.Equal("before a, before b, error a", flow.Journal);
        Assert.Equal("!Bad", flow.Answer);
        Assert.Empty(_told);
    }

    [Fact]
    public async Task A_skipped_before_is_as_if_the_stage_were_not_there()
    {
        var flow = await Flow.RunWithPolicyAsync(Flow.Middleware("a", All), Failing(Phase.Before), Policy(FailureAction.Skip), Flow.Handler());

        Assert.Equal("before a, before b, handle h, after a", flow.Journal);
        Assert.Equal("e >a h <a", flow.Answer);
        Assert.Equal(FailureHandling.Skipped, flow.Record[1].Handling);
        Assert.Equal(["Bad 1"], _told);
    }

    [Fact]
    public async Task A_skipped_after_leaves_the_response_as_it_was()
    {
        var flow = await Flow.RunWithPolicyAsync(Flow.Middleware("a", All), Failing(Phase.After), Policy(FailureAction.Skip), Flow.Handler());

        Assert.Equal("before a, before b, handle h, after b, after a", flow.Journal);
        Assert.Equal("e >a >b h <a", flow.Answer);
    }

    [Theory]
    [InlineData(Phase.Before, "before a, before b, after a")]
    [InlineData(Phase.After, "before a, before b, handle h, after b, after a")]
    public async Task A_fixed_response_travels_outwards_as_after(Phase phase, string journal)
    {
        var flow = await Flow.RunWithPolicyAsync(Flow.Middleware("a", All), Failing(phase), Policy(FailureAction.Reply), Flow.Handler());

        Assert.Equal(journal, flow.Journal);
        Assert.Equal("busy <a", flow.Answer);
        Assert.Contains(flow.Record, static record => record is { Stage: "b", Handling: FailureHandling.Replied, HandledCount: 1 });
    }

    [Fact]
    public async Task A_fixed_response_has_its_own_content_type()
    {
        var flow = await Flow.RunWithPolicyAsync(Flow.Middleware("a", Phase.Before), Failing(Phase.After), Policy(FailureAction.Reply), Flow.Handler());

        Assert.Equal("text/plain", flow.Outcome.Payload.ContentType);
    }

    [Fact]
    public async Task A_policy_is_about_the_stage_itself_and_not_about_what_is_inside_of_it()
    {
        var flow = await Flow.RunWithPolicyAsync(
            Flow.Middleware("a", All), Flow.Middleware("b", All), Policy(FailureAction.Skip), Flow.Handler().On(Phase.Handle, static _ => Outcomes.Failure("HandlerBad")));

        Assert.Equal("before a, before b, handle h, error b, error a", flow.Journal);
        Assert.Equal("!HandlerBad", flow.Answer);
    }

    [Fact]
    public async Task Each_handled_failure_is_counted()
    {
        var stage = new PhaseStage(Failing(Phase.Before), Policy(FailureAction.Skip), static () => 0);
        var pipeline = new Pipeline([stage, new HandlerStage(Flow.Handler(), static () => 0)]);
        var counts = new List<int>();

        for (var i = 0; i < 3; i++)
        {
            var context = Flow.NewContext();
            _ = await pipeline.InvokeAsync(new Invocation(context, Outcomes.Payload("e").Payload));
            counts.Add(context.Record.Phases[0].HandledCount);
        }

        Assert.Equal([1, 2, 3], counts);
        Assert.Equal(["Bad 1", "Bad 2", "Bad 3"], _told);
    }

    [Fact]
    public async Task A_built_in_that_throws_is_skipped_like_any_other()
    {
        var thrower = Flow.Middleware("b").On(Phase.Before, static _ => throw new InvalidOperationException("broken"));

        var flow = await Flow.RunWithPolicyAsync(Flow.Middleware("a"), thrower, Policy(FailureAction.Skip), Flow.Handler());

        Assert.Equal("e >a h <a", flow.Answer);
        Assert.Equal(FailureTypes.Internal, flow.Record[1].ErrorType);
    }

    private static ScriptedProgram Failing(Phase phase) => Flow.Middleware("b", All).On(phase, static _ => Outcomes.Failure("Bad"));

    private StagePolicy Policy(FailureAction action) => new()
    {
        OnFailure = action,
        Reply = new Payload(Encoding.UTF8.GetBytes("busy"), "text/plain"),
        OnHandled = (failure, count) => _told.Add($"{failure.ErrorType} {count}"),
    };
}
