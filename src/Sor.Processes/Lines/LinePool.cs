using Sor.Configuration;
using Sor.Native;

namespace Sor.Processes;

/// <summary>The processes of one phase of a filter, and what they did wrong between events.</summary>
internal sealed class LinePool : IDisposable
{
    private readonly StageHost _host;
    private readonly StageOptions _options;
    private readonly Phase _phase;
    private readonly SpawnTemplate _template;
    private readonly LogPipe _stderr;
    private readonly WorkerPool<LineProcess> _pool;
    private string? _stray;

    internal LinePool(StageHost host, StageOptions options, Phase phase, SpawnTemplate template, LogPipe stderr)
    {
        _host = host;
        _options = options;
        _phase = phase;
        _template = template;
        _stderr = stderr;
        _pool = new WorkerPool<LineProcess>(host.Loop, Start, reason => host.OnRestart(options.Name, reason));
    }

    /// <summary>Why the last start failed; null when it did not.</summary>
    internal Failure? StartFailure { get; private set; }

    /// <inheritdoc cref="WorkerPool{T}.IsCrowded"/>
    internal bool IsCrowded => _pool.IsCrowded;

    internal LineProcess? Find() => _pool.Find();

    internal ValueTask<Waited<LineProcess>> FindAsync(long untilTimestamp) => _pool.FindAsync(untilTimestamp);

    internal void Begin() => _pool.Begin();

    /// <summary>What a process wrote unasked since the last event: answers may have slipped, which the next event is told. Null: nothing.</summary>
    internal string? TakeStray()
    {
        var stray = _stray;
        _stray = null;
        return stray;
    }

    public void Dispose() => _pool.Dispose();

    private LineProcess? Start()
    {
        try
        {
            _stderr.ForgetTail();
            var process = new LineProcess(_host.Loop, _template, _stderr, _options.OutputLimitBytes, OnFree);
            StartFailure = null;
            return process;
        }
        catch (NativeException exception)
        {
            StartFailure = StageFailures.CannotStart(_options.Name, _phase, $"cannot be started: {exception.Message}").Failure;
            return null;
        }
    }

    private void OnFree(LineProcess process)
    {
        if (!process.IsDead)
        {
            _pool.OnRoom();
            return;
        }

        _stray ??= process.StrayOutput;
        _pool.OnLost(process, whileStarting: false);
    }
}
