namespace Sor;

/// <summary>Facts about one invocation, as the platform told them, and what belongs to it while it runs.</summary>
public sealed class InvocationContext
{
    /// <summary>The platform's id. Retries of an event may repeat it.</summary>
    public required string RequestId { get; init; }

    /// <summary>Unique per delivery where the platform gives one; must be echoed with the answer.</summary>
    public string? InvocationId { get; init; }

    /// <summary>When the answer is due, in Unix milliseconds; null: the configured timeout counts.</summary>
    public long? DeadlineUnixMs { get; init; }

    /// <summary>Name of the function; null where it does not matter.</summary>
    public string? FunctionName { get; init; }

    /// <summary>ARN or other name under which the function was called.</summary>
    public string? FunctionArn { get; init; }

    /// <summary>X-Ray trace header, opaque.</summary>
    public string? XRayTrace { get; init; }

    /// <summary>Client context as JSON text, decoded by the platform; not yet known to be valid JSON.</summary>
    public string? ClientContext { get; init; }

    /// <summary>Identity of the caller as JSON text; not yet known to be valid JSON.</summary>
    public string? Identity { get; init; }

    public string? TenantId { get; init; }

    /// <summary>Which platform adapter took the event.</summary>
    public required string Trigger { get; init; }

    /// <summary>Milliseconds between the end of the previous invocation and this one; null for the first.</summary>
    public long? IdleMs { get; init; }

    /// <summary>Instant, in ticks of the system's stopwatch, at which whatever still runs is ended; <see cref="long.MaxValue"/>: never.</summary>
    public long CutOffTimestamp { get; set; } = long.MaxValue;

    /// <summary>The event as the platform gave it, whatever the stages made of it since.</summary>
    public Payload Event { get; init; }

    /// <summary>Memory of all payloads of this invocation.</summary>
    public InvocationBuffers Buffers { get; init; } = new();

    /// <summary>What the stages noted so far.</summary>
    public InvocationNotes Notes { get; } = new();

    /// <summary>What observing stages are shown after the answer; each is told the timestamp at which it is ended. Null: there are none.</summary>
    public List<Func<long, ValueTask>>? Observations { get; private set; }

    /// <summary>Puts something aside for an observing stage; at most three times for each of them.</summary>
    public void Observe(Func<long, ValueTask> show) => (Observations ??= []).Add(show);

    /// <summary>What happened, stage by stage.</summary>
    public InvocationRecord Record { get; } = new();

    /// <summary>The JSON of this context that all stages share, made once by whoever needs it first; null until then.</summary>
    public ReadOnlyMemory<byte>? SharedJson { get; set; }
}
