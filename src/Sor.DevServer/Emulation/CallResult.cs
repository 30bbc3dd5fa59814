namespace Sor.DevServer.Emulation;

/// <summary>How an invocation ended.</summary>
internal enum CallStatus
{
    Response,

    /// <summary>The function failed: the caller gets its error JSON.</summary>
    FunctionError,

    /// <summary>The function failed because its time was up.</summary>
    TimedOut,

    /// <summary>The function cannot be run at all until somebody mends it; no attempt was made.</summary>
    Unavailable,
}

/// <summary>What the caller of a function gets.</summary>
internal sealed record CallResult
{
    public required CallStatus Status { get; init; }

    /// <summary>The response, or the error JSON; for <see cref="CallStatus.Unavailable"/> error JSON as well.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Null for a response.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The message in the error JSON; null when there is none.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>From the delivery of the event to its answer.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The last 4 KB of the invocation's log, if it was asked for.</summary>
    public ReadOnlyMemory<byte> LogTail { get; init; }
}
