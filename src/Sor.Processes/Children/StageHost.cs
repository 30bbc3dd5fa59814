using Sor.IO;
using Sor.Protocol;

namespace Sor.Processes;

/// <summary>What every kind of child needs from the process it lives in.</summary>
public sealed record StageHost
{
    public required EventLoop Loop { get; init; }

    public required LogSink Log { get; init; }

    public required ChildEnvironment Environment { get; init; }

    public required FunctionIdentity Function { get; init; }

    /// <summary>Shared by all stages with processes on standby.</summary>
    public required StandbyBudget StandbyBudget { get; init; }

    /// <summary>Told when a lost worker is replaced: name of its stage, and what had happened.</summary>
    public required Action<string, string> OnRestart { get; init; }

    /// <summary>Told when a worker sent a frame that belongs to no event under way, which is dropped: name of its stage.</summary>
    public Action<string> OnDroppedFrame { get; init; } = static _ => { };

    /// <summary>Working directory of children, the task root; null when it is ours already.</summary>
    public required string? Directory { get; init; }
}
