namespace Sor.Middleware;

/// <summary>How much a log record matters.</summary>
public enum LogLevel
{
    /// <summary>Every step.</summary>
    Trace,

    /// <summary>For finding mistakes.</summary>
    Debug,

    /// <summary>What happened.</summary>
    Info,

    /// <summary>Served, but not as it should be.</summary>
    Warn,

    /// <summary>Somebody must act.</summary>
    Error,

    /// <summary>The program cannot go on.</summary>
    Fatal,
}
