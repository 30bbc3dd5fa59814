namespace Sor.Triggers.Lambda;

/// <summary>What the trigger needs from the process around it.</summary>
public sealed class LambdaTriggerOptions
{
    /// <summary>Runs one event.</summary>
    public required Func<Invocation, ValueTask<Outcome>> Pipeline { get; init; }

    /// <summary>What is still to do for an invocation whose answer has been posted; its payloads are valid until it completes.</summary>
    public required Func<InvocationContext, ValueTask> AfterAnswer { get; init; }

    /// <summary>Makes everything ready for the next event; the environment may be frozen as soon as that is asked for.</summary>
    public required Func<ValueTask> PrepareNext { get; init; }

    /// <summary>Called each time an event has been asked for: work that may take place while the platform is waited for.</summary>
    public required Action OnWaiting { get; init; }

    /// <summary>Called when everything about an invocation is done.</summary>
    public required Action<CompletedInvocation> OnCompleted { get; init; }

    /// <summary>Name of the function, for contexts.</summary>
    public required string FunctionName { get; init; }

    /// <summary>Writes one line to the log.</summary>
    public required Action<string> Say { get; init; }

    /// <summary>Time limit where the platform names no deadline.</summary>
    public required TimeSpan Timeout { get; init; }
}

/// <summary>An invocation whose answer the platform has taken.</summary>
/// <param name="Context">The invocation, with its record.</param>
/// <param name="Failure">What was posted as an error; null for a response.</param>
/// <param name="Ticks">From the event's last byte to the acceptance of the answer, in ticks of the system's stopwatch.</param>
/// <param name="EventBytes">Size of the event.</param>
/// <param name="ResponseBytes">Size of the response.</param>
public readonly record struct CompletedInvocation(InvocationContext Context, Failure? Failure, long Ticks, int EventBytes, int ResponseBytes);
