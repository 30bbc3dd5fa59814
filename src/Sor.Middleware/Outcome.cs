namespace Sor.Middleware;

/// <summary>What a function makes of a payload. The default value goes on with the payload as it came.</summary>
/// <remarks><see cref="Call"/> has shorter ways to make one, also from values with JSON.</remarks>
public readonly record struct Outcome
{
    internal OutcomeKind Kind { get; private init; }

    /// <summary>Bytes to go on or to reply with; null: the payload as it came.</summary>
    internal ReadOnlyMemory<byte>? Payload { get; private init; }

    internal string? ContentType { get; private init; }

    internal Failure? Failure { get; private init; }

    /// <summary>The program ends after this outcome, and the host starts another: for one that knows that it is worn out.</summary>
    public bool IsLast { get; init; }

    /// <summary>The payload goes on as it came, byte for byte.</summary>
    public static Outcome Go() => default;

    /// <summary>These bytes go on in place of the payload.</summary>
    /// <param name="payload">Must stay unchanged until the outcome was sent.</param>
    /// <param name="contentType">Theirs; null: that of the payload.</param>
    public static Outcome Go(ReadOnlyMemory<byte> payload, string? contentType = null) =>
        new() { Payload = payload, ContentType = contentType };

    /// <summary>Answers in place of the inner stages; in <see cref="Phase.Error"/>: recovers. An executable cannot reply with nothing.</summary>
    /// <param name="payload">Must stay unchanged until the outcome was sent.</param>
    /// <param name="contentType">Theirs; null: <c>application/json</c>.</param>
    public static Outcome Reply(ReadOnlyMemory<byte> payload, string? contentType = null) =>
        new() { Kind = OutcomeKind.Reply, Payload = payload, ContentType = contentType };

    /// <summary>Fails with a type and a message of one's own.</summary>
    /// <param name="errorType">What callers tell errors apart by.</param>
    /// <param name="message">For people.</param>
    /// <param name="retry">Whether the platform may try the event again; null: it decides by itself.</param>
    public static Outcome Fail(string errorType, string message, bool? retry = null) => Fail(new Failure(errorType, message, [], retry));

    internal static Outcome Fail(Failure failure) => new() { Kind = OutcomeKind.Failure, Failure = failure };
}

internal enum OutcomeKind
{
    Go,
    Reply,
    Failure,
}
