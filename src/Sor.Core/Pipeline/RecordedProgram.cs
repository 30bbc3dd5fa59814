namespace Sor.Core;

/// <summary>Runs one phase of a program and records what it took and how it ended; turns a thrown exception into a failure.</summary>
internal sealed class RecordedProgram(IPhaseProgram program, Clock clock)
{
    /// <param name="phase">Which phase.</param>
    /// <param name="invocation">Carries the input.</param>
    /// <param name="suppressed">Whether a failure stands behind an earlier one and goes nowhere but into the record.</param>
    internal async ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation, bool suppressed)
    {
        var start = clock();
        Outcome outcome;
        try
        {
            outcome = await program.RunAsync(phase, invocation);
        }
        catch (Exception exception)
        {
            outcome = Outcome.Of(new Failure
            {
                ErrorType = FailureTypes.Internal,
                ErrorMessage = $"stage \"{program.Name}\" ({PhaseNames.NameOf(phase)}) threw {exception.GetType().Name}: {exception.Message}",
                Stage = program.Name,
                Phase = phase,
                Class = FailureClass.Internal,
            });
        }

        invocation.Context.Record.Add(new PhaseRecord(
            program.Name, program.Kind, phase, clock() - start, invocation.Payload.Bytes.Length, outcome.Payload.Bytes.Length,
            outcome.Kind, outcome.Failure?.ErrorType, suppressed && outcome.Kind == OutcomeKind.Failure));
        return outcome;
    }
}
