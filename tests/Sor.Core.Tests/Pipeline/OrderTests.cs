using System.Diagnostics;
namespace Sor.Core.Tests;

public sealed class OrderTests
{
    [Fact]
    public async Task Before_runs_in_listed_order_and_after_in_reverse()
    {
        var flow = await Flow.RunAsync(Flow.Middleware("a"), Flow.Middleware("b"), Flow.Middleware("c"), Flow.Handler());

        Assert.Equal("before a, before b, before c, handle h, after c, after b, after a", flow.Journal);
        Assert.Equal("e >a >b >c h <c <b <a", flow.Answer);
    }

    [Fact]
    public async Task A_pipeline_may_be_its_handler_alone()
    {
        var flow = await Flow.RunAsync(Flow.Handler());

        Assert.Equal("e h", flow.Answer);
    }

    [Fact]
    public void A_pipeline_without_a_handler_is_refused() =>
        Assert.Throws<ArgumentException>(static () => new Pipeline([]));

    [Fact]
    public async Task A_phase_that_is_not_declared_is_never_asked_for()
    {
        var flow = await Flow.RunAsync(
            Flow.Middleware("in", Phase.Before), Flow.Middleware("out", Phase.After), Flow.Middleware("mute", Phase.None), Flow.Handler());

        Assert.Equal("before in, handle h, after out", flow.Journal);
        Assert.Equal("e >in h <out", flow.Answer);
    }

    [Fact]
    public async Task The_content_type_travels_with_the_bytes()
    {
        var binary = Flow.Middleware("a", Phase.Before).On(Phase.Before, static _ => Outcomes.Payload("\u0001", ContentTypes.OctetStream));
        string? seen = null;
        var handler = Flow.Handler().On(Phase.Handle, invocation =>
        {
            seen = invocation.Payload.ContentType;
            return Outcomes.Payload("done", "text/plain");
        });

        var flow = await Flow.RunAsync(binary, handler);

        Assert.Equal(ContentTypes.OctetStream, seen);
        Assert.Equal("text/plain", flow.Outcome.Payload.ContentType);
    }

    [Fact]
    public async Task A_stage_that_answers_later_keeps_its_place()
    {
        var slow = Flow.Middleware("a").OnAsync(Phase.Before, static async invocation =>
        {
            await Task.Yield();
            return Outcomes.Payload($"{Outcomes.Text(invocation.Payload)} >slow");
        });

        var flow = await Flow.RunAsync(slow, Flow.Middleware("b"), Flow.Handler());

        Assert.Equal("e >slow >b h <b <a", flow.Answer);
    }

    [Fact]
    public async Task The_prototype_runs_both_ways_in_listed_order()
    {
        var flow = await Flow.RunInPrototypeOrderAsync(Flow.Middleware("a"), Flow.Middleware("b"), Flow.Handler());

        Assert.Equal("before a, before b, handle h, after a, after b", flow.Journal);
        Assert.Equal("e >a >b h <a <b", flow.Answer);
    }

    [Fact]
    public async Task A_stage_of_its_own_kind_may_run_the_rest_more_than_once()
    {
        ScriptedProgram[] programs = [Flow.Middleware("b"), Flow.Handler()];

        var flow = await Flow.RunAsync(
            [new TwiceStage(), new PhaseStage(programs[0], StagePolicy.None, Stopwatch.GetTimestamp)], programs, Stopwatch.GetTimestamp);

        Assert.Equal("e >b h <b + e >b h <b", flow.Answer);
    }

    [Fact]
    public async Task An_echo_gives_the_event_back_with_its_content_type()
    {
        var echo = new Pipeline([new HandlerStage(new EchoProgram(), Stopwatch.GetTimestamp)]);
        var @event = Outcomes.Payload("\u0000\u0001", ContentTypes.OctetStream).Payload;

        var outcome = await echo.InvokeAsync(new Invocation(Flow.NewContext(), @event));

        Assert.Equal(@event, outcome.Payload);
    }

    /// <summary>As a batch does: one run of the inner stages for each record.</summary>
    private sealed class TwiceStage : IStage
    {
        public string Name => "twice";

        public async ValueTask<Outcome> InvokeAsync(Invocation invocation, Next next)
        {
            var first = await next.InvokeAsync(invocation);
            var second = await next.InvokeAsync(invocation);
            return Outcomes.Payload($"{Outcomes.Text(first.Payload)} + {Outcomes.Text(second.Payload)}");
        }
    }
}
