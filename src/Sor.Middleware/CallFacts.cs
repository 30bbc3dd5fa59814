namespace Sor.Middleware;

/// <summary>What came with a payload. Instants are Unix milliseconds of the wall clock.</summary>
internal readonly record struct CallFacts
{
    internal string? ContentType { get; init; }

    internal long? DeadlineUnixMs { get; init; }

    internal long? CancelAtUnixMs { get; init; }

    internal long? IdleMs { get; init; }

    /// <summary>The context's JSON; empty without one.</summary>
    internal ReadOnlyMemory<byte> Context { get; init; }
}

/// <summary>Where the log records of a call go.</summary>
internal interface ILogTarget
{
    void Write(LogLevel level, string message, ReadOnlySpan<(string Name, string Value)> fields);
}
