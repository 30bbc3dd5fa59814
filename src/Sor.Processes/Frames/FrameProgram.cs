using Sor.Configuration;
using Sor.IO;
using Sor.Protocol;

namespace Sor.Processes;

/// <summary>A stage whose program stays alive and speaks frames: a middleware, or the handler. Its processes are those of a <see cref="FrameWorkerGroup"/>.</summary>
public sealed class FrameProgram : IPhaseProgram, IPreparable
{
    private static readonly Phase[] s_allPhases = [Phase.Before, Phase.After, Phase.Error, Phase.Handle];

    private readonly StageOptions _options;
    private readonly FrameWorkerGroup _group;
    private readonly Phase _initPhase;
    private readonly FrameTarget?[] _targets = new FrameTarget?[(int)Phase.Handle + 1];

    /// <summary>A stage with processes of its own.</summary>
    /// <param name="host">The process around it.</param>
    /// <param name="options">Its position in the pipeline; <see cref="StageOptions.Phases"/> is <see cref="Phase.Handle"/> for a handler.</param>
    /// <param name="command">Argument vector; the first is an absolute path.</param>
    /// <param name="variables">Environment on top of what every worker gets.</param>
    public FrameProgram(StageHost host, StageOptions options, IReadOnlyList<string> command, params ReadOnlySpan<(string Name, string? Value)> variables)
        : this(new FrameWorkerGroup(host, options.Name, command, [HelloOf(options)], options.OutputLimitBytes, variables), options, "frames")
    {
    }

    /// <summary>One of the stages of a group. Disposing any of them disposes the group.</summary>
    /// <param name="group">Hosts a stage of this name and these phases.</param>
    /// <param name="options">Its position in the pipeline.</param>
    /// <param name="kind">How it is run, as records name it: <c>frames</c>, or the kind that the group's program hosts.</param>
    public FrameProgram(FrameWorkerGroup group, StageOptions options, string kind)
    {
        _group = group;
        _options = options;
        Kind = kind;
        _initPhase = Array.Find(s_allPhases, phase => (options.Phases & phase) != 0);
        foreach (var phase in s_allPhases)
        {
            if ((options.Phases & phase) != 0)
                _targets[(int)phase] = new FrameTarget(options, phase);
        }
    }

    public string Name => _options.Name;

    public string Kind { get; }

    public Phase Phases => _options.Phases;

    public long? StartTicks => _group.StartTicks;

    /// <summary>Why the last start failed; null when a worker is alive.</summary>
    public Failure? StartFailure => _group.StartProblem?.For(Name, _initPhase);

    /// <summary>How a group is told of a stage.</summary>
    public static HelloStage HelloOf(StageOptions options) => new(options.Name, options.Phases, options.ConfigJson);

    public ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation)
    {
        if (invocation.CutOffTimestamp <= EventLoop.Now)
            return new ValueTask<Outcome>(StageFailures.TimedOut(Name, phase));
        var target = _targets[(int)phase]!;
        return _group.Find() is { } worker && worker.TryInvoke(target, invocation, IsPatient(invocation), out var answer)
            ? answer
            : WaitAndRunAsync(target, invocation);
    }

    public void BeginPrepare() => _group.Begin();

    public ValueTask PrepareAsync() => _group.WhenStartedAsync();

    public void Dispose() => _group.Dispose();

    private bool IsPatient(in Invocation invocation) => !invocation.Context.IsConcurrent && !_group.IsCrowded;

    private async ValueTask<Outcome> WaitAndRunAsync(FrameTarget target, Invocation invocation)
    {
        // Each worker may turn out to have ended while nothing happened, and one more as soon as it was started.
        for (var attempt = 0; attempt <= WorkerPool<FrameWorker>.MaxProcesses; attempt++)
        {
            var waited = await _group.FindAsync(invocation.CutOffTimestamp);
            if (waited.Worker is not { } worker)
                return NoWorker(target, invocation, waited.End);
            if (worker.TryInvoke(target, invocation, IsPatient(invocation), out var answer))
                return await answer;
        }

        return StageFailures.Failed(Name, target.Phase, "ends before it can be given an event");
    }

    private Outcome NoWorker(FrameTarget target, in Invocation invocation, WaitEnd end)
    {
        // What has not started within the whole time of an event is stuck; after a mere budget it may still be on its way.
        if (end == WaitEnd.TimeUp && invocation.Context.CutOffTimestamp <= EventLoop.Now)
            _group.GiveUpStarting();
        return StageFailures.NoProcess(Name, target.Phase, end, _group.StartProblem?.For(Name, target.Phase));
    }
}
