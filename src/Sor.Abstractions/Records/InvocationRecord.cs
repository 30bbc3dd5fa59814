namespace Sor;

/// <summary>What happened in one invocation, phase by phase, in order of their ends.</summary>
public sealed class InvocationRecord
{
    /// <summary>Phases that a record holds; only a batch has more.</summary>
    public const int MaxPhases = 1024;

    private readonly List<PhaseRecord> _phases = new(8);

    public IReadOnlyList<PhaseRecord> Phases => _phases;

    /// <summary>Phases of observing stages that there was no time for.</summary>
    public int DroppedObservations { get; set; }

    /// <summary>Phases beyond <see cref="MaxPhases"/>: they ran, and are only counted.</summary>
    public int UnlistedPhases { get; private set; }

    public void Add(in PhaseRecord phase)
    {
        if (_phases.Count == MaxPhases)
            UnlistedPhases++;
        else
            _phases.Add(phase);
    }
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
/// <param name="Handling">What became of the failure.</param>
/// <param name="HandledCount">How many failures of this stage were skipped or replied for since the start, this one included; 0 for others.</param>
public readonly record struct PhaseRecord(
    string Stage, string Kind, Phase Phase, long Ticks, int BytesIn, int BytesOut, OutcomeKind Outcome, string? ErrorType,
    FailureHandling Handling, int HandledCount);

/// <summary>What became of a failure.</summary>
public enum FailureHandling
{
    /// <summary>It went outwards; also where there was none.</summary>
    Reported,

    /// <summary>It stood behind an earlier one, which went outwards instead.</summary>
    Suppressed,

    /// <summary>The payload went on as if the stage were not there.</summary>
    Skipped,

    /// <summary>A fixed response travelled outwards.</summary>
    Replied,

    /// <summary>The stage only watched: nothing depended on how it ended.</summary>
    Observed,
}
