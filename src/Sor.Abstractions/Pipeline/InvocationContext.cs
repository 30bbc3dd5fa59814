namespace Sor;

/// <summary>Facts about one invocation, as the platform told them, and what belongs to it while it runs.</summary>
public sealed class InvocationContext
{
    /// <summary>What observing stages of one invocation may put aside; only a batch has more. What is beyond is dropped and counted.</summary>
    public const int MaxObservations = 1024;

    private InvocationContext? _parent;

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

    /// <summary>The same for what runs on the way out, which may use what is kept in reserve; never before <see cref="CutOffTimestamp"/>.</summary>
    public long WayOutTimestamp { get => Math.Max(field, CutOffTimestamp); init; }

    /// <summary>The event as the platform gave it, whatever the stages made of it since.</summary>
    public Payload Event { get; init; }

    /// <summary>What is known of the event; null: nobody works it out.</summary>
    public IEventFacts? Facts { get; set; }

    /// <summary>Memory of all payloads of this invocation.</summary>
    public InvocationBuffers Buffers { get; init; } = new();

    /// <summary>What the stages noted so far.</summary>
    public InvocationNotes Notes { get; } = new();

    /// <summary>What observing stages are shown after the answer; each is told the timestamp at which it is ended. Null: there are none.</summary>
    public List<Func<long, ValueTask>>? Observations { get; private set; }

    /// <summary>Puts something aside for an observing stage; at most three times for each of them.</summary>
    public void Observe(Func<long, ValueTask> show)
    {
        if (_parent is { } parent)
        {
            HasObservations = true;
            parent.Observe(show);
        }
        else if (Observations is { Count: MaxObservations })
        {
            Record.DroppedObservations++;
        }
        else
        {
            (Observations ??= []).Add(show);
        }
    }

    /// <summary>Whether something of this child was put aside, so that its memory is still needed after its outcome.</summary>
    public bool HasObservations { get; private set; }

    /// <summary>Whether others of its batch are under way at the same time: nobody may hold up the loop for this one.</summary>
    public bool IsConcurrent { get; private init; }

    /// <summary>What happened, stage by stage.</summary>
    public InvocationRecord Record { get; private init; } = new();

    /// <summary>The JSON of this context that all stages share, made once by whoever needs it first; null until then.</summary>
    public ReadOnlyMemory<byte>? SharedJson { get; set; }

    /// <summary>
    /// The context of one record of a batch: the same facts, and notes of its own that begin with the attributes noted so far. Its memory is its
    /// own too, so that it can be given back before the whole batch is done; what happens is recorded together.
    /// </summary>
    /// <param name="isConcurrent">Whether other records are under way at the same time.</param>
    public InvocationContext Child(bool isConcurrent)
    {
        var child = new InvocationContext
        {
            RequestId = RequestId,
            InvocationId = InvocationId,
            DeadlineUnixMs = DeadlineUnixMs,
            FunctionName = FunctionName,
            FunctionArn = FunctionArn,
            XRayTrace = XRayTrace,
            ClientContext = ClientContext,
            Identity = Identity,
            TenantId = TenantId,
            Trigger = Trigger,
            IdleMs = IdleMs,
            CutOffTimestamp = CutOffTimestamp,
            WayOutTimestamp = WayOutTimestamp,
            Event = Event,
            Facts = Facts,
            Record = Record,
            IsConcurrent = isConcurrent,
            _parent = this,
        };
        foreach (var notes in Notes.Stages)
        {
            foreach (var (name, value) in notes.Attributes)
                child.Notes.For(notes.Stage).Attributes.Add(name, value);
        }

        return child;
    }
}
