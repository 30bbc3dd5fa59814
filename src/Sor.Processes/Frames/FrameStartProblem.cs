namespace Sor.Processes;

/// <summary>Why a worker has not become ready: what it did, or what it said itself.</summary>
internal sealed class FrameStartProblem
{
    private readonly string? _what;
    private readonly WorkerError? _error;

    internal FrameStartProblem(string what) => _what = what;

    internal FrameStartProblem(WorkerError error) => _error = error;

    /// <summary>The failure of a stage that needed the worker.</summary>
    internal Failure For(string stage, Phase phase) => _error is { } error
        ? error.For(stage, phase) with { IsBreakdown = true }
        : StageFailures.CannotStart(stage, phase, _what!).Failure!;
}
