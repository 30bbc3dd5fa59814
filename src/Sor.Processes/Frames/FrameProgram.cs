using System.Globalization;
using Sor.Configuration;
using Sor.IO;
using Sor.Native;
using Sor.Protocol;

namespace Sor.Processes;

/// <summary>
/// A persistent program behind the frame protocol, as a middleware or as the handler: keeps one worker alive, and a fresh one ready after it was lost.
/// </summary>
public sealed class FrameProgram : IPhaseProgram, IPreparable
{
    internal const int ChannelDescriptor = 3;

    private static readonly Phase[] s_allPhases = [Phase.Before, Phase.After, Phase.Error, Phase.Handle];

    // Lambda gives an on-demand init 10 s and then runs it again within the function's timeout; anything longer is stuck.
    private static readonly TimeSpan s_initLimit = TimeSpan.FromSeconds(120);

    private readonly StageHost _host;
    private readonly StageOptions _options;
    private readonly SpawnTemplate _template;
    private readonly FrameWorkerOptions _workerOptions;
    private readonly LogPipe _stdout;
    private readonly LogPipe _stderr;
    private readonly Dictionary<Phase, byte[]> _targets = [];
    private FrameWorker? _worker;
    private Failure? _startFailure;

    /// <param name="host">The process around it.</param>
    /// <param name="options">Its position in the pipeline; <see cref="StageOptions.Phases"/> is <see cref="Phase.Handle"/> for a handler.</param>
    /// <param name="command">Argument vector; the first is an absolute path.</param>
    /// <param name="variables">Environment on top of what every worker gets.</param>
    public FrameProgram(StageHost host, StageOptions options, IReadOnlyList<string> command, params ReadOnlySpan<(string Name, string? Value)> variables)
    {
        _host = host;
        _options = options;
        var environment = host.Environment.With(
            [.. variables, ("SOR_STAGE", options.Name), ("SOR_STAGE_CONFIG", options.ConfigJson), ("SOR_CHANNEL_FD", ChannelDescriptor.ToString(CultureInfo.InvariantCulture))]);
        _template = new SpawnTemplate(command[0], command, environment, host.Directory);
        _stdout = new LogPipe(host.Loop, host.Log, LogSource.Stdout);
        _stderr = new LogPipe(host.Loop, host.Log, LogSource.Stderr);
        _workerOptions = new FrameWorkerOptions
        {
            Name = options.Name,
            InitPhase = Array.Find(s_allPhases, phase => (options.Phases & phase) != 0),
            Hello = new HelloFrame { Stages = [new HelloStage(options.Name, options.Phases, options.ConfigJson)], Function = host.Function },
            OutputLimitBytes = options.OutputLimitBytes,
            Stdout = _stdout,
            Stderr = _stderr,
            Log = host.Log,
        };
        foreach (var phase in s_allPhases)
        {
            if ((options.Phases & phase) != 0)
                _targets[phase] = FrameWriter.PrepareTarget(options.Name, phase);
        }
    }

    public string Name => _options.Name;

    public string Kind => "frames";

    public Phase Phases => _options.Phases;

    public long? StartTicks => _worker is { ReadyTimestamp: > 0 } worker ? worker.ReadyTimestamp - worker.StartTimestamp : null;

    /// <summary>Why the last start failed; null when the worker is alive.</summary>
    public Failure? StartFailure => _startFailure;

    public ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation)
    {
        if (invocation.CutOffTimestamp <= EventLoop.Now)
            return new ValueTask<Outcome>(StageFailures.TimedOut(Name, phase));
        return _worker is { IsReady: true } worker && worker.TryInvoke(phase, _targets[phase], invocation, out var answer)
            ? answer
            : StartAndRunAsync(phase, invocation);
    }

    public void BeginPrepare()
    {
        if (_worker is { IsDead: false })
            return;
        if (_worker is { DeathReason: { } reason })
            _host.OnRestart(Name, reason);
        _worker = null;
        try
        {
            _worker = new FrameWorker(_host.Loop, _template, _workerOptions);
            _startFailure = null;
        }
        catch (NativeException exception)
        {
            _startFailure = StageFailures.CannotStart(Name, _workerOptions.InitPhase, $"cannot be started: {exception.Message}").Failure;
        }
    }

    public ValueTask PrepareAsync() => _worker is null or { IsReady: true } ? ValueTask.CompletedTask : WaitAsync(_worker, long.MaxValue);

    public void Dispose()
    {
        _worker?.Dispose();
        _stdout.Dispose();
        _stderr.Dispose();
        _template.Dispose();
    }

    private async ValueTask<Outcome> StartAndRunAsync(Phase phase, Invocation invocation)
    {
        BeginPrepare();
        if (_worker is { IsReady: false } starting)
            await WaitAsync(starting, invocation.CutOffTimestamp);
        if (_worker is { IsReady: true } worker)
            return worker.TryInvoke(phase, _targets[phase], invocation, out var answer) ? await answer : StageFailures.Failed(Name, phase, "ended as soon as it was ready");
        return invocation.CutOffTimestamp <= EventLoop.Now ? StageFailures.TimedOut(Name, phase) : Outcome.Of(_startFailure! with { Phase = phase });
    }

    private async ValueTask WaitAsync(FrameWorker worker, long untilTimestamp)
    {
        var limit = worker.StartTimestamp + (long)(s_initLimit.TotalMilliseconds * EventLoop.TicksPerMillisecond);
        if (await worker.WhenReadyAsync(Math.Min(limit, untilTimestamp)) is { } failed)
            _startFailure = failed.Failure;
    }
}
