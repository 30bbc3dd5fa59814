namespace Sor.DevServer.Emulation;

/// <summary>Limits and times of the emulated platform.</summary>
internal sealed record EmulatorOptions
{
    /// <summary>Calls that may wait for their turn; the next one is refused as the service refuses it above its concurrency.</summary>
    public int QueueLimit { get; init; } = 256;

    /// <summary>Asynchronous events that may wait, retries included.</summary>
    public int EventQueueLimit { get; init; } = 1000;

    /// <summary>How long the environment may take until it asks for its first event: the service's own limit.</summary>
    public TimeSpan InitLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long after the deadline the platform steps in: the engine answers before the deadline by itself, and on a busy
    /// machine that answer may arrive late.
    /// </summary>
    public TimeSpan DeadlineGrace { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a bootstrap may take to end when it is told to; then it is killed. The service's own figure.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Wait before a crashed bootstrap is started again; doubles with each crash in a row.</summary>
    public TimeSpan RestartDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan MaxRestartDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Waits before the two retries of a failed asynchronous event. The service waits about one and two minutes.</summary>
    public IReadOnlyList<TimeSpan> RetryDelays { get; init; } = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];
}
