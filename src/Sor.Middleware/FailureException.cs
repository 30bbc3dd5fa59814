namespace Sor.Middleware;

/// <summary>A failure whose type and message are decided, unlike those of an exception that just happened. It has no stack for the caller.</summary>
/// <param name="errorType">What callers tell errors apart by: <c>Orders.Unknown</c>.</param>
/// <param name="message">For people.</param>
/// <param name="retry">Whether the platform may try the event again; null: it decides by itself.</param>
public sealed class FailureException(string errorType, string message, bool? retry = null) : Exception(message)
{
    /// <summary>What callers tell errors apart by.</summary>
    public string ErrorType { get; } = errorType;

    /// <summary>Whether the platform may try the event again; null: it decides by itself.</summary>
    public bool? Retry { get; } = retry;
}
