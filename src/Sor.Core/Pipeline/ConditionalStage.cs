namespace Sor.Core;

/// <summary>A stage that takes part in some events only; for the others it is as if it were not there.</summary>
public sealed class ConditionalStage(IStage stage, Condition condition) : IStage
{
    public string Name => stage.Name;

    public ValueTask<Outcome> InvokeAsync(Invocation invocation, Next next) =>
        condition.Holds(invocation) ? stage.InvokeAsync(invocation, next) : next.InvokeAsync(invocation);
}
