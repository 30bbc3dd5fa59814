namespace Sor;

/// <summary>How a stage ended.</summary>
public enum OutcomeKind
{
    /// <summary>Go on with this payload.</summary>
    Payload,

    /// <summary>A short circuit: inner stages do not run, outer ones see it on their way out as the response.</summary>
    Reply,

    /// <summary>It failed; a value, never an exception.</summary>
    Failure,
}

/// <summary>What a stage gives back: a payload, a reply, or a failure.</summary>
public readonly struct Outcome
{
    private Outcome(OutcomeKind kind, Payload payload, Failure? failure)
    {
        Kind = kind;
        Payload = payload;
        Failure = failure;
    }

    public OutcomeKind Kind { get; }

    /// <summary>The payload of <see cref="OutcomeKind.Payload"/> and <see cref="OutcomeKind.Reply"/>.</summary>
    public Payload Payload { get; }

    /// <summary>Not null exactly when <see cref="Kind"/> is <see cref="OutcomeKind.Failure"/>.</summary>
    public Failure? Failure { get; }

    public static Outcome Of(Payload payload) => new(OutcomeKind.Payload, payload, null);

    public static Outcome Reply(Payload payload) => new(OutcomeKind.Reply, payload, null);

    public static Outcome Of(Failure failure) => new(OutcomeKind.Failure, default, failure);
}
