namespace Sor;

/// <summary>What happened in one invocation, phase by phase, in order of their ends.</summary>
public sealed class InvocationRecord
{
    private readonly List<PhaseRecord> _phases = new(8);

    public IReadOnlyList<PhaseRecord> Phases => _phases;

    public void Add(in PhaseRecord phase) => _phases.Add(phase);
}

/// <summary>One phase of one stage.</summary>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Kind">How it is run.</param>
/// <param name="Phase">Which phase.</param>
/// <param name="Ticks">Duration in ticks of the system's stopwatch.</param>
/// <param name="BytesIn">Size of its input.</param>
/// <param name="BytesOut">Size of its output; 0 for a failure.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="ErrorType">Type of its failure; null when it did not fail.</param>
/// <param name="Suppressed">Whether the failure stood behind an earlier one and was not reported.</param>
public readonly record struct PhaseRecord(
    string Stage, string Kind, Phase Phase, long Ticks, int BytesIn, int BytesOut, OutcomeKind Outcome, string? ErrorType, bool Suppressed);
