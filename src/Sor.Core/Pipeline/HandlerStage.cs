namespace Sor.Core;

/// <summary>The innermost stage: runs the handler and calls nobody. A reply of a handler is simply its answer.</summary>
public sealed class HandlerStage(IPhaseProgram handler, Clock clock) : IStage
{
    private readonly RecordedProgram _handler = new(handler, clock);

    public string Name => handler.Name;

    public async ValueTask<Outcome> InvokeAsync(Invocation invocation, Next next)
    {
        var outcome = await _handler.RunAsync(Phase.Handle, invocation, FailureHandling.Reported);
        return outcome.Kind == OutcomeKind.Reply ? Outcome.Of(outcome.Payload) : outcome;
    }
}
