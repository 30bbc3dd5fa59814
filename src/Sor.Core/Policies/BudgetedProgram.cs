using System.Globalization;

namespace Sor.Core;

/// <summary>A program whose runs are ended when they take longer than its budget.</summary>
/// <param name="program">The program; it ends a run at its cut-off.</param>
/// <param name="budget">Longest time of one run.</param>
/// <param name="clock">The time.</param>
/// <param name="ticksPerSecond">Unit of <paramref name="clock"/>.</param>
public sealed class BudgetedProgram(IPhaseProgram program, TimeSpan budget, Clock clock, long ticksPerSecond) : IPhaseProgram
{
    private readonly long _ticks = (long)(budget.TotalSeconds * ticksPerSecond);

    public string Name => program.Name;

    public string Kind => program.Kind;

    public Phase Phases => program.Phases;

    public ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation)
    {
        var until = clock() + _ticks;
        if (until >= invocation.CutOffTimestamp)
            return program.RunAsync(phase, invocation);
        var running = program.RunAsync(phase, invocation.Until(until));
        return running.IsCompletedSuccessfully ? new ValueTask<Outcome>(Explained(phase, running.Result)) : ExplainedAsync(phase, running);
    }

    private async ValueTask<Outcome> ExplainedAsync(Phase phase, ValueTask<Outcome> running) => Explained(phase, await running);

    /// <summary>The program knows when its time was up, but not why. Whoever ended it, a missed budget is a breakdown.</summary>
    private Outcome Explained(Phase phase, Outcome outcome) => outcome.Failure is { ErrorType: FailureTypes.StageTimeout } failure
        ? Outcome.Of(failure with
        {
            ErrorMessage = string.Create(
                CultureInfo.InvariantCulture, $"middleware \"{Name}\" ({PhaseNames.NameOf(phase)}) was still running when its budget of {(long)budget.TotalMilliseconds} ms was up, and has been ended"),
            IsBreakdown = true,
        })
        : outcome;
}
