namespace Sor;

/// <summary>One attempt to run the handler for one event: what is known about it, and the payload as it stands.</summary>
public readonly record struct Invocation(InvocationContext Context, Payload Payload)
{
    /// <summary>
    /// Instant, in ticks of the system's stopwatch, at which the present run is ended: the invocation's own cut-off, or an earlier one where
    /// the stage has a time budget.
    /// </summary>
    public long CutOffTimestamp { get; init; } = Context.CutOffTimestamp;

    public Invocation With(Payload payload) => this with { Payload = payload };

    /// <summary>On the way out: what is kept in reserve may be used, unless the run has a budget of its own.</summary>
    public Invocation Outwards(Payload payload) => this with
    {
        Payload = payload,
        CutOffTimestamp = CutOffTimestamp < Context.CutOffTimestamp ? CutOffTimestamp : Context.WayOutTimestamp,
    };

    /// <summary>The same, ended no later than <paramref name="timestamp"/>.</summary>
    public Invocation Until(long timestamp) => this with { CutOffTimestamp = Math.Min(timestamp, CutOffTimestamp) };
}
