namespace Sor.Core;

/// <summary>Turns what a stage throws into a failure, so that the outer stages still act on it.</summary>
internal sealed class GuardedStage(IStage stage) : IStage
{
    public string Name => stage.Name;

    public async ValueTask<Outcome> InvokeAsync(Invocation invocation, Next next)
    {
        try
        {
            return await stage.InvokeAsync(invocation, next);
        }
        catch (Exception exception)
        {
            return Outcome.Of(Failures.Thrown(Name, Phase.Before, exception));
        }
    }
}
