namespace Sor.Core;

/// <summary>
/// The ordered stages, outermost first, the handler last; linked once, run for every event.
/// </summary>
public sealed class Pipeline
{
    private readonly IStage[] _stages;

    /// <param name="stages">Outermost first; the last one is the handler.</param>
    public Pipeline(IEnumerable<IStage> stages)
    {
        _stages = stages.Select(Guarded);
        if (_stages.Length == 0)
            throw new ArgumentException("a pipeline has at least its handler", nameof(stages));
    }

    /// <summary>Runs one event through all stages: a payload (the response) or a failure.</summary>
    public async ValueTask<Outcome> InvokeAsync(Invocation invocation)
    {
        var outcome = await new Next(_stages, 0).InvokeAsync(invocation);
        return outcome.Kind == OutcomeKind.Reply ? Outcome.Of(outcome.Payload) : outcome;
    }

    /// <summary>The engine's own stages do not throw; of others their contract demands it, and the outer stages rely on it.</summary>
    private static IStage Guarded(IStage stage) => stage is PhaseStage or HandlerStage or ObserverStage ? stage : new GuardedStage(stage);
}
