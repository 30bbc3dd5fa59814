namespace Sor.Core;

/// <summary>A program whose runs are ended when they take longer than its budget.</summary>
/// <param name="program">The program; it ends a run at its cut-off.</param>
/// <param name="ticks">Longest time of one run, in ticks of <paramref name="clock"/>.</param>
/// <param name="clock">The time.</param>
public sealed class BudgetedProgram(IPhaseProgram program, long ticks, Clock clock) : IPhaseProgram
{
    public string Name => program.Name;

    public string Kind => program.Kind;

    public Phase Phases => program.Phases;

    public ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation) => program.RunAsync(phase, invocation.Until(clock() + ticks));
}
