namespace Sor.Processes;

/// <summary>What a frame worker is told, where its logs go, and who is told of it.</summary>
internal sealed class FrameWorkerOptions
{
    /// <summary>The first frame, header and line feed.</summary>
    internal required ReadOnlyMemory<byte> Hello { get; init; }

    internal required LogPipe Stdout { get; init; }

    internal required LogPipe Stderr { get; init; }

    internal required LogSink Log { get; init; }

    /// <summary>It is ready, or can be given one more event.</summary>
    internal required Action OnRoom { get; init; }

    /// <summary>It finishes what it has and is to be replaced.</summary>
    internal required Action<FrameWorker> OnDraining { get; init; }

    /// <summary>It is of no use any more; why it never was, or null when it had been ready.</summary>
    internal required Action<FrameWorker, FrameStartProblem?> OnLost { get; init; }

    /// <summary>A frame belonged to no event under way and was dropped: a late, second or unknown answer.</summary>
    internal required Action OnDropped { get; init; }
}
