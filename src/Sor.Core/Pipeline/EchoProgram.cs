namespace Sor.Core;

/// <summary><c>runtime: echo</c>: gives the event back, without a child.</summary>
public sealed class EchoProgram : IPhaseProgram
{
    public string Name => "handler";

    public string Kind => "built-in";

    public Phase Phases => Phase.Handle;

    public ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation) => new(Outcome.Of(invocation.Payload));
}
