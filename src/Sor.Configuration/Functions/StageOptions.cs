namespace Sor.Configuration;

/// <summary>One position in the pipeline, as the configuration says it; what it leaves open comes from the middleware's manifest.</summary>
public sealed record StageOptions
{
    /// <summary>Name in errors, logs and records; unique in the pipeline. Default: last part of <see cref="Use"/>.</summary>
    public required string Name { get; init; }

    /// <summary><c>./path</c> (the function's own file or package) or a bare name (looked up under <c>/opt</c>).</summary>
    public required string Use { get; init; }

    /// <summary>How the stage is run; null: as its manifest says, <c>exec</c> for a plain executable.</summary>
    public StageKind? Kind { get; init; }

    /// <summary>Phases the stage takes part in; <see cref="Phase.None"/>: all that its manifest lists, <c>before</c> and <c>after</c> for a plain executable.</summary>
    public Phase Phases { get; init; }

    /// <summary>The stage's own configuration as compact UTF-8 JSON (an object), handed over as <c>SOR_STAGE_CONFIG</c> or in <c>hello</c>; null: none.</summary>
    public string? ConfigJson { get; init; }

    /// <summary>Longest time of one run of one phase; null: whatever the invocation has left.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>What a failure of this stage means for the invocation.</summary>
    public FailurePolicy OnFailure { get; init; } = FailurePolicy.Fail;

    /// <summary>Events that the stage takes part in; null: all.</summary>
    public MatchCondition? Match { get; init; }

    /// <summary>Parts of the context to work out for it, beside those that its manifest asks for.</summary>
    public ContextParts Context { get; init; }

    /// <summary>Whether it gets copies after the answer, and what it puts out is ignored.</summary>
    public bool Observe { get; init; }

    /// <summary>Whether it guards the function: its failure is never skipped, and it is never run by a kind whose answers could be mixed up.</summary>
    public bool Security { get; init; }

    /// <summary>Whether a <c>lines</c> stage wraps each document with its id and context; null: as its manifest says, else no.</summary>
    public bool? Envelope { get; init; }

    /// <summary>Whether one <c>frames</c> process hosts all stages of this middleware; null: as its manifest says, else no.</summary>
    public bool? Shared { get; init; }

    /// <summary>When a stage that breaks down again and again is left alone for a while.</summary>
    public RestartOptions Restart { get; init; } = new();

    /// <summary>Variables of the function's environment that a package is given; it must request them.</summary>
    public IReadOnlyList<string> GrantedVariables { get; init; } = [];

    /// <summary>Whether the next process of an <c>exec</c> stage is started ahead of its event. Default true.</summary>
    public bool Standby { get; init; } = true;

    /// <summary>Longest wait, before an event is asked for, for standby processes to reach their read. Default 50 ms; 0 to 1 s.</summary>
    public TimeSpan StandbySettle { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Processes that wait ahead for each phase. Default 1; 1 to 16.</summary>
    public int StandbyDepth { get; init; } = 1;

    /// <summary>Largest output in bytes; above it the stage fails. Default 6 MiB + 100, Lambda's own limit.</summary>
    public int OutputLimitBytes { get; init; } = 6 * 1024 * 1024 + 100;
}
