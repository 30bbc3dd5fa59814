namespace Sor.Core;

/// <summary>A program behind a circuit: while it is open, every run fails at once.</summary>
public sealed class CircuitProgram(IPhaseProgram program, Circuit circuit) : IPhaseProgram
{
    private string _lastBreakdown = "";

    public string Name => program.Name;

    public string Kind => program.Kind;

    public Phase Phases => program.Phases;

    public ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation)
    {
        if (circuit.State == CircuitState.Open)
            return new ValueTask<Outcome>(Outcome.Of(LeftAlone(phase)));
        var running = program.RunAsync(phase, invocation);
        return running.IsCompletedSuccessfully ? new ValueTask<Outcome>(Report(running.Result)) : ReportAsync(running);
    }

    private async ValueTask<Outcome> ReportAsync(ValueTask<Outcome> running) => Report(await running);

    private Outcome Report(Outcome outcome)
    {
        if (outcome.Failure is { IsBreakdown: true } failure)
            _lastBreakdown = failure.ErrorMessage;
        circuit.Report(outcome.Failure);
        return outcome;
    }

    private Failure LeftAlone(Phase phase) => new()
    {
        ErrorType = FailureTypes.StageUnavailable,
        ErrorMessage = $"middleware \"{Name}\" ({PhaseNames.NameOf(phase)}) is left alone for a while after {circuit.Breakdowns} breakdowns in a row; the last one: {_lastBreakdown}",
        Stage = Name,
        Phase = phase,
        Class = FailureClass.Stage,
        Retry = true,
    };
}
