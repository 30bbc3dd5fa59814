namespace Sor.Library.Tests;

/// <summary>A stage that runs the inner stages itself, looked at from inside: what the first of them is given is the outcome of <c>before</c>.</summary>
internal sealed class InnerProgram(IStage stage) : IPhaseProgram
{
    public string Name => stage.Name;

    public string Kind => "built-in";

    public Phase Phases => Phase.Before;

    public async ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation)
    {
        var inside = new Inside();
        var outcome = await stage.InvokeAsync(invocation, new Next([inside], 0));
        return outcome.Kind == OutcomeKind.Failure || inside.Seen is not { } seen ? outcome : Outcome.Of(seen);
    }

    private sealed class Inside : IStage
    {
        public string Name => "inside";

        internal Payload? Seen { get; private set; }

        public ValueTask<Outcome> InvokeAsync(Invocation invocation, Next next)
        {
            // The memory of a record's own invocation is given back behind it.
            Seen ??= new Payload(invocation.Payload.Bytes.ToArray(), invocation.Payload.ContentType);
            return new ValueTask<Outcome>(Outcome.Of(new Payload("null"u8.ToArray(), ContentTypes.Json)));
        }
    }
}
