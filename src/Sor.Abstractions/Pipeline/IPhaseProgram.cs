namespace Sor;

/// <summary>
/// What a program outside of the engine (executable, frame worker) or a simple built-in offers: one call per phase.
/// The engine makes a stage of it, with the order of phases that every middleware can rely on.
/// </summary>
public interface IPhaseProgram
{
    string Name { get; }

    /// <summary>How it is run, as records name it: <c>exec</c>, <c>frames</c>, <c>built-in</c>.</summary>
    string Kind { get; }

    /// <summary>The phases it declares; no other is ever asked for.</summary>
    Phase Phases { get; }

    /// <summary>Runs one phase on the payload of <paramref name="invocation"/>.</summary>
    ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation);
}
