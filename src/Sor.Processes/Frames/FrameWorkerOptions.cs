using Sor.Protocol;

namespace Sor.Processes;

/// <summary>What a frame worker is told and where its logs go.</summary>
internal sealed record FrameWorkerOptions
{
    /// <summary>Name of the stage.</summary>
    internal required string Name { get; init; }

    /// <summary>Phase that failures before the first event are reported under.</summary>
    internal required Phase InitPhase { get; init; }

    internal required HelloFrame Hello { get; init; }

    internal required int OutputLimitBytes { get; init; }

    internal required LogPipe Stdout { get; init; }

    internal required LogPipe Stderr { get; init; }

    internal required LogSink Log { get; init; }
}
