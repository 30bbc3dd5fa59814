namespace Sor.Core;

/// <summary>Runs one phase of a program and records what it took and how it ended; turns a thrown exception into a failure.</summary>
internal sealed class RecordedProgram(IPhaseProgram program, Clock clock)
{
    private int _handled;

    /// <summary>How many failures did not fail their invocation, since the start.</summary>
    internal int HandledFailures => _handled;

    /// <param name="phase">Which phase.</param>
    /// <param name="invocation">Carries the input.</param>
    /// <param name="onFailure">What a failure means, for the record.</param>
    internal async ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation, FailureHandling onFailure)
    {
        var start = clock();
        Outcome outcome;
        try
        {
            outcome = await program.RunAsync(phase, invocation);
        }
        catch (Exception exception)
        {
            outcome = Outcome.Of(Failures.Thrown(program.Name, phase, exception));
        }

        var handling = outcome.Kind == OutcomeKind.Failure || onFailure == FailureHandling.Observed ? onFailure : FailureHandling.Reported;
        if (handling is FailureHandling.Skipped or FailureHandling.Replied)
            _handled++;
        invocation.Context.Record.Add(new PhaseRecord(
            program.Name, program.Kind, phase, clock() - start, invocation.Payload.Bytes.Length, outcome.Payload.Bytes.Length,
            outcome.Kind, outcome.Failure?.ErrorType, handling, handling is FailureHandling.Skipped or FailureHandling.Replied ? _handled : 0));
        return outcome;
    }
}
