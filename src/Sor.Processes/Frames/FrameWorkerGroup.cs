using System.Globalization;
using Sor.Native;
using Sor.Protocol;

namespace Sor.Processes;

/// <summary>
/// The processes behind one or several stages of kind <c>frames</c>: each of them hosts all of the stages. Workers that take one event at a time get
/// others beside them when invocations run at the same time; one that takes many is alone. A fresh one is ready after one was lost.
/// </summary>
public sealed class FrameWorkerGroup : IDisposable
{
    internal const int ChannelDescriptor = 3;

    private readonly StageHost _host;
    private readonly SpawnTemplate _template;
    private readonly ReadOnlyMemory<byte> _hello;
    private readonly int _maxBodyBytes;
    private readonly FrameWorkerOptions _workerOptions;
    private readonly LogPipe _stdout;
    private readonly LogPipe _stderr;
    private readonly WorkerPool<FrameWorker> _pool;
    private FrameStartProblem? _startProblem;
    private bool _disposed;

    /// <param name="host">The process around it.</param>
    /// <param name="name">Who it is in records, and in <c>SOR_STAGE</c>: the stage's name, or the package's where it hosts several stages.</param>
    /// <param name="command">Argument vector; the first is an absolute path.</param>
    /// <param name="stages">What it hosts, as <c>hello</c> tells it.</param>
    /// <param name="outputLimitBytes">The largest output of any of the stages.</param>
    /// <param name="variables">Environment on top of what every worker gets.</param>
    public FrameWorkerGroup(
        StageHost host, string name, IReadOnlyList<string> command, IReadOnlyList<HelloStage> stages, int outputLimitBytes, params ReadOnlySpan<(string Name, string? Value)> variables)
    {
        _host = host;
        Name = name;
        var environment = host.Environment.With(
        [
            .. variables,
            ("SOR_STAGE", name),
            ("SOR_STAGE_CONFIG", stages.Count == 1 ? stages[0].ConfigJson : null),
            ("SOR_CHANNEL_FD", ChannelDescriptor.ToString(CultureInfo.InvariantCulture)),
        ]);
        _template = new SpawnTemplate(command[0], command, environment, host.Directory);
        _maxBodyBytes = Math.Max(FrameLimits.PayloadBytes, outputLimitBytes);
        _hello = new FrameWriter().Hello(new HelloFrame { Stages = stages, Function = host.Function, PayloadBytes = _maxBodyBytes });
        _stdout = new LogPipe(host.Loop, host.Log, LogSource.Stdout);
        _stderr = new LogPipe(host.Loop, host.Log, LogSource.Stderr);
        _pool = new WorkerPool<FrameWorker>(host.Loop, Start, reason => host.OnRestart(name, reason));
        _workerOptions = new FrameWorkerOptions
        {
            Hello = _hello,
            Stdout = _stdout,
            Stderr = _stderr,
            Log = host.Log,
            OnRoom = _pool.OnRoom,
            OnDraining = _pool.OnDraining,
            OnLost = OnLost,
            OnDropped = () => host.OnDroppedFrame(name),
        };
    }

    /// <summary>Who it is in records.</summary>
    public string Name { get; }

    /// <summary>How long the start of the present worker took until it was ready, in ticks of the system's stopwatch; null when there is none.</summary>
    internal long? StartTicks => _pool.First is { ReadyTimestamp: > 0 } worker ? worker.ReadyTimestamp - worker.StartTimestamp : null;

    /// <summary>Why the last start failed; null when it did not.</summary>
    internal FrameStartProblem? StartProblem => _startProblem;

    /// <inheritdoc cref="WorkerPool{T}.IsCrowded"/>
    internal bool IsCrowded => _pool.IsCrowded;

    /// <inheritdoc cref="WorkerPool{T}.Find"/>
    internal FrameWorker? Find() => _pool.Find();

    /// <inheritdoc cref="WorkerPool{T}.FindAsync"/>
    internal ValueTask<Waited<FrameWorker>> FindAsync(long untilTimestamp) => _pool.FindAsync(untilTimestamp);

    /// <inheritdoc cref="WorkerPool{T}.GiveUpStarting"/>
    internal void GiveUpStarting() => _pool.GiveUpStarting();

    /// <summary>Starts a worker unless one is there.</summary>
    internal void Begin() => _pool.Begin();

    /// <summary>Completes when the worker that is starting is ready, or will not be; at once when none is starting.</summary>
    internal async ValueTask WhenStartedAsync()
    {
        if (_pool.First is { IsStarting: true })
            _ = await _pool.FindAsync(long.MaxValue);
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _pool.Dispose();
        _stdout.Dispose();
        _stderr.Dispose();
        _template.Dispose();
    }

    private FrameWorker? Start()
    {
        if (_hello.Length > FrameLimits.HeaderBytes)
        {
            _startProblem = new FrameStartProblem(
                $"cannot be told its configuration: with it, the first frame is larger than {FrameLimits.HeaderBytes} bytes. Configure less, or give stages processes of their own (shared: false)");
            return null;
        }

        try
        {
            _stderr.ForgetTail();
            var worker = new FrameWorker(_host.Loop, _template, _maxBodyBytes, _workerOptions);
            _startProblem = null;
            return worker;
        }
        catch (NativeException exception)
        {
            _startProblem = new FrameStartProblem($"cannot be started: {exception.Message}");
            return null;
        }
    }

    private void OnLost(FrameWorker worker, FrameStartProblem? startProblem)
    {
        _startProblem = startProblem ?? _startProblem;
        _pool.OnLost(worker, whileStarting: startProblem is not null);
    }
}
