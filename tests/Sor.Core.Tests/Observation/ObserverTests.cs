namespace Sor.Core.Tests;

public sealed class ObserverTests
{
    private readonly ManualTime _time = new();
    private readonly List<string> _seen = [];
    private readonly InvocationContext _context = Flow.NewContext();

    [Fact]
    public async Task It_sees_event_and_response_after_the_answer()
    {
        var outcome = await InvokeAsync(Observer(), Flow.Handler());

        Assert.Equal("e h", Outcomes.Describe(outcome));
        Assert.Empty(_seen);
        await ObserveAsync();
        Assert.Equal(["Before e", "After e h"], _seen);
        Assert.All(_context.Record.Phases.Where(static phase => phase.Stage == "o"), static phase => Assert.Equal(FailureHandling.Observed, phase.Handling));
    }

    [Fact]
    public async Task It_sees_the_failure_where_it_declares_error()
    {
        var outcome = await InvokeAsync(Observer(), Flow.Handler().On(Phase.Handle, static _ => Outcomes.Failure("Bad")));
        await ObserveAsync();

        Assert.Equal("!Bad", Outcomes.Describe(outcome));
        Assert.Equal(2, _seen.Count);
        Assert.StartsWith("""Error {"errorMessage":"Bad happened","errorType":"Bad",""", _seen[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_says_is_ignored()
    {
        var observer = Flow.Middleware("o").On(Phase.Before, static _ => Outcomes.Reply("stop")).On(Phase.After, static _ => Outcomes.Failure("Bad"));

        var outcome = await InvokeAsync(observer, Flow.Handler());
        await ObserveAsync();

        Assert.Equal("e h", Outcomes.Describe(outcome));
        Assert.Equal([OutcomeKind.Payload, OutcomeKind.Reply, OutcomeKind.Failure], _context.Record.Phases.Select(static phase => phase.Outcome));
    }

    [Fact]
    public async Task What_there_is_no_time_for_is_dropped_and_counted()
    {
        var slow = Flow.Middleware("o").On(Phase.Before, invocation =>
        {
            _time.Advance(Observers.MaxObservationMs);
            return Outcome.Of(invocation.Payload);
        });

        _ = await InvokeAsync(slow, Flow.Handler());
        await ObserveAsync();

        Assert.Equal(1, _context.Record.DroppedObservations);
        Assert.DoesNotContain(_context.Record.Phases, static phase => phase is { Stage: "o", Phase: Phase.After });
    }

    [Fact]
    public async Task It_is_ended_by_the_end_of_the_observation_time()
    {
        long cutOff = 0;
        var observer = Flow.Middleware("o", Phase.Before).On(Phase.Before, invocation =>
        {
            cutOff = invocation.CutOffTimestamp;
            return Outcome.Of(invocation.Payload);
        });

        _ = await InvokeAsync(observer, Flow.Handler());
        _time.Advance(40);
        await ObserveAsync();

        Assert.Equal(40 + Observers.MaxObservationMs, cutOff);
    }

    private ScriptedProgram Observer()
    {
        var observer = Flow.Middleware("o", Phase.Before | Phase.After | Phase.Error);
        foreach (var phase in (Phase[])[Phase.Before, Phase.After, Phase.Error])
        {
            _ = observer.On(phase, invocation =>
            {
                _seen.Add($"{phase} {Outcomes.Text(invocation.Payload)}");
                return Outcomes.Payload("ignored");
            });
        }

        return observer;
    }

    private ValueTask<Outcome> InvokeAsync(ScriptedProgram observer, ScriptedProgram handler) =>
        new Pipeline([new ObserverStage(observer, null, _time.GetTimestamp), new HandlerStage(handler, _time.GetTimestamp)])
            .InvokeAsync(new Invocation(_context, Outcomes.Payload("e").Payload));

    private ValueTask ObserveAsync() => Observers.RunAsync(_context, _time.GetTimestamp, ManualTime.TicksPerSecond);
}
