using System.Threading.Tasks.Sources;
using Sor.IO;

namespace Sor.Processes;

/// <summary>
/// One event that a worker has been given, until its answer. Used again for later events, once whoever asked has taken the outcome: nothing is
/// allocated for an event.
/// </summary>
internal sealed class FrameCall : IValueTaskSource<Outcome>
{
    private readonly FrameCalls _calls;
    private readonly LoopTimer _cutOff;
    private ManualResetValueTaskSourceCore<Outcome> _core;

    internal FrameCall(EventLoop loop, FrameCalls calls, Action<FrameCall> onCutOff)
    {
        _calls = calls;
        _cutOff = new LoopTimer(loop, () => onCutOff(this));
    }

    internal long Id { get; private set; }

    /// <summary>The next one that waits to be used again; null: none.</summary>
    internal FrameCall? NextUnused { get; set; }

    internal FrameTarget Target { get; private set; } = null!;

    internal Invocation Invocation { get; private set; }

    /// <summary>What is wrong with its notes; null: nothing.</summary>
    internal string? NoteProblem { get; set; }

    /// <summary>Content type that a note gave the answer; null: none did.</summary>
    internal string? ContentType;

    internal ValueTask<Outcome> Begin(long id, FrameTarget target, in Invocation invocation)
    {
        Id = id;
        Target = target;
        Invocation = invocation;
        NoteProblem = null;
        ContentType = null;
        _core.Reset();
        _cutOff.Arm(invocation.CutOffTimestamp);
        return new ValueTask<Outcome>(this, _core.Version);
    }

    /// <summary>Whoever asked goes on at once, inside this call.</summary>
    internal void Set(Outcome outcome)
    {
        _cutOff.Disarm();
        Invocation = default;
        _core.SetResult(outcome);
    }

    Outcome IValueTaskSource<Outcome>.GetResult(short token)
    {
        var outcome = _core.GetResult(token);
        _calls.Recycle(this);
        return outcome;
    }

    ValueTaskSourceStatus IValueTaskSource<Outcome>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<Outcome>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
