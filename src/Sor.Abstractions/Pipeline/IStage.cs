namespace Sor;

/// <summary>
/// One position in the pipeline; the handler is the innermost. A stage may change the payload, answer itself without
/// calling the rest of the pipeline, or change what comes back. It does not throw: a failure is an outcome.
/// </summary>
public interface IStage
{
    /// <summary>Name in errors, logs and records; unique in its pipeline.</summary>
    string Name { get; }

    ValueTask<Outcome> InvokeAsync(Invocation invocation, Next next);
}

/// <summary>The rest of the pipeline, seen from a stage.</summary>
public readonly struct Next(IStage[] stages, int index)
{
    /// <summary>Runs the inner stages. May be called more than once (a batch runs one child invocation for each record).</summary>
    public ValueTask<Outcome> InvokeAsync(Invocation invocation) =>
        stages[index].InvokeAsync(invocation, new Next(stages, index + 1));
}
