namespace Sor.Configuration;

/// <summary>One position in the pipeline.</summary>
public sealed record StageOptions
{
    /// <summary>Name in errors, logs and records; unique in the pipeline. Default: last part of <see cref="Use"/>.</summary>
    public required string Name { get; init; }

    /// <summary><c>./path</c> (the function's own file) or a bare name (looked up under <c>/opt</c>).</summary>
    public required string Use { get; init; }

    /// <summary>How the stage is run.</summary>
    public StageKind Kind { get; init; } = StageKind.Exec;

    /// <summary>Phases the stage takes part in. Default for executables: before and after.</summary>
    public Phase Phases { get; init; } = Phase.Before | Phase.After;

    /// <summary>The stage's own configuration as compact UTF-8 JSON (an object), handed over as <c>SOR_STAGE_CONFIG</c> or in <c>hello</c>; null: none.</summary>
    public string? ConfigJson { get; init; }

    /// <summary>Whether the next process of an <c>exec</c> stage is started ahead of its event. Default true.</summary>
    public bool Standby { get; init; } = true;

    /// <summary>Longest wait, before an event is asked for, for standby processes to reach their read. Default 50 ms; 0 to 1 s.</summary>
    public TimeSpan StandbySettle { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Largest output in bytes; above it the stage fails. Default 6 MiB + 100, Lambda's own limit.</summary>
    public int OutputLimitBytes { get; init; } = 6 * 1024 * 1024 + 100;
}
