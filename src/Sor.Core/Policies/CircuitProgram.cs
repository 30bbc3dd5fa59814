namespace Sor.Core;

/// <summary>A program behind a circuit: while it is open, every run fails at once, and so do the others while one tries it.</summary>
public sealed class CircuitProgram(IPhaseProgram program, Circuit circuit) : IPhaseProgram
{
    private string _lastBreakdown = "";
    private bool _isTrying;

    public string Name => program.Name;

    public string Kind => program.Kind;

    public Phase Phases => program.Phases;

    public ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation)
    {
        var state = circuit.State;
        if (state == CircuitState.Open || _isTrying)
            return new ValueTask<Outcome>(Outcome.Of(LeftAlone(phase)));
        var isTrial = state == CircuitState.Trial;
        var running = program.RunAsync(phase, invocation);
        if (running.IsCompletedSuccessfully)
            return new ValueTask<Outcome>(Report(running.Result, isTrial));
        _isTrying = isTrial;
        return ReportAsync(running, isTrial);
    }

    private async ValueTask<Outcome> ReportAsync(ValueTask<Outcome> running, bool isTrial)
    {
        try
        {
            return Report(await running, isTrial);
        }
        finally
        {
            _isTrying &= !isTrial;
        }
    }

    private Outcome Report(in Outcome outcome, bool isTrial)
    {
        // It was closed when the others began. If it has opened meanwhile, the trial alone decides what follows.
        if (!isTrial && circuit.State != CircuitState.Closed)
            return outcome;
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
