using System.Globalization;
using Sor.DevServer.BootstrapProcess;
using Sor.DevServer.Functions;
using Sor.DevServer.Reporting;
using Sor.DevServer.RuntimeApi;
using Sor.Native;
using Sor.RuntimeApi.Server;

namespace Sor.DevServer.Emulation;

using Process = BootstrapProcess.BootstrapProcess;

/// <summary>
/// One environment of the platform: a Runtime API of its own and the <c>bootstrap</c> that talks to it. Lives from one
/// start to one end; a restart is a new environment. One event at a time.
/// </summary>
internal sealed class RuntimeEnvironment : IRuntimeApiObserver, IBootstrapObserver, IAsyncDisposable
{
    private readonly FunctionSetup _setup;
    private readonly EmulatorOptions _options;
    private readonly IDevReporter _reporter;
    private readonly TimeProvider _time;
    private readonly RuntimeApiSession _session;
    private readonly LogTail _log = new();
    private readonly long _started;
    private readonly TaskCompletionSource<RuntimeErrorReport> _initError = NewSource<RuntimeErrorReport>();
    private volatile TaskCompletionSource _ready = NewSource();
    private volatile TaskCompletionSource<CallResult> _answer = NewSource<CallResult>();
    private volatile TaskCompletionSource<EngineRecord> _record = NewSource<EngineRecord>();
    private volatile EngineRecord? _initRecord;
    private volatile string _currentId = "";
    private TimeSpan? _unreportedInit;
    private bool _isSpent;
    private RuntimeApiHost? _host;
    private Process? _process;

    private RuntimeEnvironment(FunctionSetup setup, EmulatorOptions options, IDevReporter reporter, TimeProvider time)
    {
        _setup = setup;
        _options = options;
        _reporter = reporter;
        _time = time;
        _session = new RuntimeApiSession(this);
        _started = time.GetTimestamp();
    }

    public string FunctionName => _setup.Options.Name;

    /// <summary>Completes when the process has ended and its last words have been read.</summary>
    public Task<ExitStatus> Exited => _process!.Exited;

    /// <summary>The engine's own account of its init; null when it gives none.</summary>
    public EngineRecord? InitRecord => _initRecord;

    /// <summary>Starts the process. Throws <see cref="NativeException"/> when it cannot be executed.</summary>
    public static async Task<RuntimeEnvironment> StartAsync(
        FunctionSetup setup, EmulatorOptions options, IDevReporter reporter, TimeProvider time)
    {
        var environment = new RuntimeEnvironment(setup, options, reporter, time);
        environment._host = await RuntimeApiHost.StartAsync(environment._session);
        try
        {
            environment._process = Process.Start(setup.CreateLaunch(), environment._host.Address, environment);
            return environment;
        }
        catch
        {
            await environment._host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the runtime asks for its first event, or cannot; null when <paramref name="interrupted"/> comes first.</summary>
    public async Task<InitEnd?> WaitForInitAsync(Task interrupted, CancellationToken cancelled)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        var limit = Task.Delay(_options.InitLimit, _time, timer.Token);
        var first = await Task.WhenAny(_ready.Task, _initError.Task, Exited, limit, interrupted);
        await timer.CancelAsync();
        cancelled.ThrowIfCancellationRequested();
        if (_initError.Task.IsCompleted)
            return new InitEnd.Reported(await _initError.Task);
        if (first == Exited)
            return new InitEnd.Exited(await Exited);
        if (first == limit)
            return new InitEnd.TimedOut(_options.InitLimit);
        if (first == interrupted)
            return null;
        _process!.Drain();
        var duration = _time.GetElapsedTime(_started);
        _unreportedInit = duration;
        return new InitEnd.Ready(duration);
    }

    /// <summary>
    /// Runs one event; the runtime must be asking for it. Whether the environment can take another is what
    /// <see cref="WaitForNextAsync"/> says.
    /// </summary>
    public async Task<CallResult> InvokeAsync(FunctionCall call, CancellationToken cancelled)
    {
        var timeout = _setup.Options.Timeout;
        _ready = NewSource();
        _answer = NewSource<CallResult>();
        _record = NewSource<EngineRecord>();
        _currentId = call.RequestId;
        _log.Clear();
        _log.Add($"START RequestId: {call.RequestId} Version: {FunctionIdentity.Version}");
        var began = _time.GetTimestamp();
        if (!_session.Deliver(CreateDelivery(call, timeout)))
            throw new InvalidOperationException("an event was delivered to a runtime that had not asked for one");

        var result = await WaitForAnswerAsync(call.RequestId, timeout, cancelled);
        return result with { Duration = _time.GetElapsedTime(began) };
    }

    /// <summary>
    /// Ends the log of the last event. What the handler wrote is known to be there once the runtime has asked for the next event or ended: it
    /// passes on the lines of its processes before that, but maybe after the answer.
    /// </summary>
    public CallResult EndLog(FunctionCall call, CallResult result)
    {
        _process!.EndLog();
        if (call.WantsLog)
            AddReport(call.RequestId, result);
        _unreportedInit = null;
        return call.WantsLog ? result with { LogTail = _log.ToArray() } : result;
    }

    /// <summary>
    /// Waits until the runtime asks for the next event; false when it will not, because it has ended or because its time,
    /// which work after the answer uses up too, is over.
    /// </summary>
    public async Task<bool> WaitForNextAsync(CallResult last, CancellationToken cancelled)
    {
        if (_isSpent)
            return false;
        var left = _setup.Options.Timeout - last.Duration + _options.DeadlineGrace;
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        var limit = Task.Delay(left > _options.DeadlineGrace ? left : _options.DeadlineGrace, _time, timer.Token);
        var first = await Task.WhenAny(_ready.Task, Exited, limit);
        await timer.CancelAsync();
        cancelled.ThrowIfCancellationRequested();
        return first == _ready.Task;
    }

    /// <summary>The engine's record of the last event, which it writes before it asks for the next one; null when there is none.</summary>
    public async Task<EngineRecord?> WaitForRecordAsync(Task next)
    {
        var record = _record.Task;
        if (await Task.WhenAny(record, next) != record)
            _process!.Drain();
        return record.IsCompletedSuccessfully ? await record : null;
    }

    /// <summary>Ends the process and everything that it started.</summary>
    public async ValueTask DisposeAsync()
    {
        // A runtime that was told to stop hangs up by itself; only then may the server go without cutting its last words.
        _ = await _process!.StopAsync(_session.State is RuntimeState.Ready ? _options.StopGrace : TimeSpan.Zero);
        await _host!.DisposeAsync();
    }

    void IRuntimeApiObserver.OnReady() => _ = _ready.TrySetResult();

    void IRuntimeApiObserver.OnInitError(RuntimeErrorReport error) => _ = _initError.TrySetResult(error);

    void IRuntimeApiObserver.OnResponse(RuntimeDelivery delivery, RuntimeResponse response) =>
        _ = _answer.TrySetResult(new CallResult { Status = CallStatus.Response, Body = response.Body });

    void IRuntimeApiObserver.OnError(RuntimeDelivery delivery, RuntimeErrorReport error) =>
        _ = _answer.TrySetResult(PlatformErrors.Posted(error));

    void IBootstrapObserver.OnLogLine(string line)
    {
        _log.Add(line);
        _reporter.Report(new LogNotice(_setup.Options.Name, line));
    }

    void IBootstrapObserver.OnEngineRecord(string line)
    {
        switch (EngineRecord.Parse(line))
        {
            case { Type: EngineRecord.Invocation } record when record.RequestId == _currentId:
                _ = _record.TrySetResult(record);
                break;
            case { Type: EngineRecord.Init } record:
                _initRecord = record;
                break;
            case { Type: EngineRecord.Restart } record:
                _reporter.Report(new StageRestartNotice(record.Stage ?? "", record.Reason ?? ""));
                break;
            case { Type: EngineRecord.Circuit } record:
                _reporter.Report(new CircuitNotice(record.Stage ?? "", record.State ?? "", record.Breakdowns));
                break;
            default:
                break;
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource<T> NewSource<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RuntimeDelivery CreateDelivery(FunctionCall call, TimeSpan timeout) => new()
    {
        RequestId = call.RequestId,
        InvocationId = Guid.NewGuid().ToString(),
        Payload = call.Payload,
        DeadlineUnixMs = (_time.GetUtcNow() + timeout).ToUnixTimeMilliseconds(),
        InvokedFunctionArn = call.FunctionArn,
        TraceId = call.TraceId,
        ClientContext = call.ClientContext,
        TenantId = call.TenantId,
    };

    private async Task<CallResult> WaitForAnswerAsync(string requestId, TimeSpan timeout, CancellationToken cancelled)
    {
        var answer = _answer.Task;
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        var limit = Task.Delay(timeout + _options.DeadlineGrace, _time, timer.Token);
        var first = await Task.WhenAny(answer, Exited, limit);
        await timer.CancelAsync();

        // A runtime may answer with its last breath: what it said counts more than that it ended.
        if (answer.IsCompleted)
            return await answer;
        _isSpent = true;
        cancelled.ThrowIfCancellationRequested();
        if (first == Exited)
            return PlatformErrors.Exited(requestId, await Exited);
        _session.TimeOut();
        return answer.IsCompleted ? await answer : PlatformErrors.TimedOut(requestId, timeout);
    }

    private void AddReport(string requestId, CallResult result)
    {
        var milliseconds = result.Duration.TotalMilliseconds;
        var billed = Math.Ceiling(milliseconds);
        var memory = _setup.Options.MemoryMb;
        var peak = Math.Max(1, _process!.PeakMemoryBytes() / (1024 * 1024));
        var init = _unreportedInit is { } value ? string.Create(CultureInfo.InvariantCulture, $"Init Duration: {value.TotalMilliseconds:F2} ms\t") : "";
        var status = result.Status switch
        {
            CallStatus.TimedOut => "Status: timeout",
            CallStatus.FunctionError => $"Status: error\tError Type: {result.ErrorType}",
            _ => "",
        };
        _log.Add($"END RequestId: {requestId}");
        _log.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"REPORT RequestId: {requestId}\tDuration: {milliseconds:F2} ms\tBilled Duration: {billed:F0} ms\tMemory Size: {memory} MB\tMax Memory Used: {peak} MB\t{init}{status}"));
    }
}
