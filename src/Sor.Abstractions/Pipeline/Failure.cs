namespace Sor;

/// <summary>Who must act on a failure; triggers map it to their platform's answer.</summary>
public enum FailureClass
{
    /// <summary>The event itself is unusable.</summary>
    Input,

    /// <summary>A middleware failed.</summary>
    Stage,

    /// <summary>The handler failed.</summary>
    Handler,

    /// <summary>Time ran out.</summary>
    Timeout,

    /// <summary>There is no room now; later there may be.</summary>
    Overload,

    /// <summary>A fault of the runtime itself.</summary>
    Internal,
}

/// <summary>Why an invocation has no response.</summary>
public sealed record Failure
{
    /// <summary>Type in the language's or Lambda's own naming, for example <c>ValueError</c> or <c>Runtime.StageFailed</c>.</summary>
    public required string ErrorType { get; init; }

    /// <summary>What happened; names the stage where no stack does.</summary>
    public required string ErrorMessage { get; init; }

    /// <summary>Lines of the stack in the language's own format; empty where there is none.</summary>
    public IReadOnlyList<string> StackTrace { get; init; } = [];

    /// <summary>Name of the stage that failed; <c>handler</c> for the handler.</summary>
    public required string Stage { get; init; }

    public required Phase Phase { get; init; }

    public required FailureClass Class { get; init; }

    /// <summary>Whether trying the same event again may help.</summary>
    public bool Retry { get; init; }

    /// <summary>
    /// Whether the program itself broke (it crashed, missed its cut-off, broke its protocol, could not be started) rather than refused in good
    /// order. Breakdowns in a row open the stage's circuit. Never told to programs.
    /// </summary>
    public bool IsBreakdown { get; init; }
}
