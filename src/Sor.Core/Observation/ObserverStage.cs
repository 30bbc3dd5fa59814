namespace Sor.Core;

/// <summary>
/// A stage that only watches: what goes in and what comes out is put aside for it, and <see cref="Observers"/> shows it after the answer. It
/// costs the caller nothing and cannot change or fail an event.
/// </summary>
public sealed class ObserverStage(IPhaseProgram program, Condition? match, Clock clock) : IStage
{
    private readonly RecordedProgram _program = new(program, clock);

    public string Name => program.Name;

    public ValueTask<Outcome> InvokeAsync(Invocation invocation, Next next) =>
        match is not null && !match.Holds(invocation) ? next.InvokeAsync(invocation) : WatchAsync(invocation, next);

    private async ValueTask<Outcome> WatchAsync(Invocation invocation, Next next)
    {
        PutAside(Phase.Before, invocation.Context, invocation.Payload);
        var outcome = await next.InvokeAsync(invocation);
        if (outcome.Kind != OutcomeKind.Failure)
            PutAside(Phase.After, invocation.Context, outcome.Payload);
        else if ((program.Phases & Phase.Error) != 0)
            PutAside(Phase.Error, invocation.Context, ErrorInput.Of(outcome.Failure!));
        return outcome;
    }

    private void PutAside(Phase phase, InvocationContext context, Payload payload)
    {
        if ((program.Phases & phase) != 0)
            context.Observe(until => ShowAsync(phase, context, payload, until));
    }

    private async ValueTask ShowAsync(Phase phase, InvocationContext context, Payload payload, long untilTimestamp) =>
        _ = await _program.RunAsync(phase, new Invocation(context, payload) { CutOffTimestamp = untilTimestamp }, FailureHandling.Observed);
}
