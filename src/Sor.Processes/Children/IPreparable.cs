namespace Sor.Processes;

/// <summary>Something with processes that are made ready between events rather than during one. Disposing ends all of them.</summary>
public interface IPreparable : IDisposable
{
    /// <summary>Name of its stage.</summary>
    string Name { get; }

    /// <summary>How it is run, as records name it.</summary>
    string Kind { get; }

    /// <summary>How long its last start took, in ticks of the system's stopwatch; null when nothing was started.</summary>
    long? StartTicks { get; }

    /// <summary>Begins whatever takes time; returns at once. Called first for all, so that they start side by side.</summary>
    void BeginPrepare();

    /// <summary>Completes when it is ready for an event, or will not be: then the event's failure says why. Bounded in time.</summary>
    ValueTask PrepareAsync();
}
