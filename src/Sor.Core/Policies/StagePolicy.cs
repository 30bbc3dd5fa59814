using Sor.Configuration;

namespace Sor.Core;

/// <summary>What an operator has said about a stage beyond its own doing.</summary>
public sealed class StagePolicy
{
    /// <summary>A stage without any: it takes part in all events, and its failure fails them.</summary>
    public static StagePolicy None { get; } = new();

    /// <summary>What its failure means.</summary>
    public FailureAction OnFailure { get; init; }

    /// <summary>The response of <see cref="FailureAction.Reply"/>.</summary>
    public Payload Reply { get; init; }

    /// <summary>Events that it takes part in; null: all.</summary>
    public Condition? Match { get; init; }

    /// <summary>Told of each failure that did not fail the invocation, and how many there have been since the start.</summary>
    public Action<Failure, int>? OnHandled { get; init; }
}
