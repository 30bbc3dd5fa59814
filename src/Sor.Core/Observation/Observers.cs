namespace Sor.Core;

/// <summary>Shows the observers of an invocation what was put aside for them: after its answer, before the next event is asked for.</summary>
public static class Observers
{
    /// <summary>All observers of one invocation together may take this long, in milliseconds; what they have not seen by then is dropped and counted.</summary>
    public const int MaxObservationMs = 500;

    public static ValueTask RunAsync(InvocationContext context, Clock clock, long ticksPerSecond) =>
        context.Observations is { } observations ? ShowAllAsync(observations, context.Record, clock, ticksPerSecond) : ValueTask.CompletedTask;

    private static async ValueTask ShowAllAsync(List<Func<long, ValueTask>> observations, InvocationRecord record, Clock clock, long ticksPerSecond)
    {
        var until = clock() + (MaxObservationMs * ticksPerSecond / 1000);
        foreach (var show in observations)
        {
            if (clock() < until)
                await show(until);
            else
                record.DroppedObservations++;
        }
    }
}
