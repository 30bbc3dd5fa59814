using System.Threading.Channels;
using Sor.DevServer.Functions;
using Sor.DevServer.Reporting;
using Sor.Native;

namespace Sor.DevServer.Emulation;

/// <summary>
/// The platform of one function: takes invocations into a bounded queue and gives them, one at a time, to an environment
/// that it keeps alive. A change of the code replaces the environment between two events.
/// <code>
/// read configuration ──broken──► refuse everything until a change
///        │ ok
/// start environment ──failed──► first caller gets the reason, then start again
///        │ ready
/// serve ──changed, crashed or timed out──► end environment, start again
/// </code>
/// </summary>
internal sealed class FunctionEmulator(
    IFunctionSource source, EmulatorOptions options, IDevReporter reporter, TimeProvider time)
{
    private const string StoppingMessage = "the server is stopping";

    private readonly Channel<FunctionCall> _queue = Channel.CreateBounded<FunctionCall>(
        new BoundedChannelOptions(options.QueueLimit) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly ChangeSignal _change = new();
    private Task<bool>? _work;
    private int _crashesInARow;
    private volatile FunctionReading _reading = source.Read();

    /// <summary>The function as it is served now; null while its configuration is broken.</summary>
    public FunctionSetup? Setup => _reading.Setup;

    /// <summary>The configuration as it was read last.</summary>
    public FunctionReading Reading => _reading;

    /// <summary>Takes an call unless the queue is full.</summary>
    public bool TryEnqueue(FunctionCall call) => _queue.Writer.TryWrite(call);

    /// <summary>Takes an call as soon as there is room.</summary>
    public ValueTask EnqueueAsync(FunctionCall call, CancellationToken cancelled) => _queue.Writer.WriteAsync(call, cancelled);

    /// <summary>The code or the configuration has changed.</summary>
    public void NoteChange(string path) => _change.Set(path);

    /// <summary>Serves until cancelled; then ends everything that was started.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            for (var first = true; ; first = false)
            {
                if (!first)
                    _reading = source.Read();
                if (_reading.Problems.Count > 0)
                    reporter.Report(new ProblemsNotice(_reading.Problems, _reading.Setup is null));
                if (_reading.Setup is { } setup)
                    await RunEnvironmentAsync(setup, stopping);
                else
                    await RefuseUntilChangeAsync(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            CompleteQueued();
        }
    }

    private async Task RunEnvironmentAsync(FunctionSetup setup, CancellationToken stopping)
    {
        RuntimeEnvironment environment;
        try
        {
            environment = await RuntimeEnvironment.StartAsync(setup, options, reporter, time);
        }
        catch (NativeException exception)
        {
            await HandOutInitFailureAsync(setup, new InitEnd.NotStarted(setup.CreateLaunch().Path, exception.Message), stopping);
            return;
        }

        await using (environment)
        {
            switch (await environment.WaitForInitAsync(_change.Fired, stopping))
            {
                case null:
                    _ = TakeChange(setup);
                    break;
                case InitEnd.Ready ready:
                    reporter.Report(new ReadyNotice(setup.Options.Name, ready.Duration, environment.InitRecord));
                    await ServeAsync(environment, setup, stopping);
                    break;
                case { } failure:
                    await environment.DisposeAsync();
                    await HandOutInitFailureAsync(setup, failure, stopping);
                    break;
            }
        }
    }

    // Returns when the environment must be replaced.
    private async Task ServeAsync(RuntimeEnvironment environment, FunctionSetup setup, CancellationToken stopping)
    {
        for (; ; )
        {
            var work = WorkAsync(stopping);
            _ = await Task.WhenAny(work, environment.Exited, _change.Fired);
            stopping.ThrowIfCancellationRequested();
            if (TakeChange(setup))
                return;
            if (environment.Exited.IsCompleted)
            {
                await BackOffAsync(await environment.Exited, stopping);
                return;
            }

            if (TryTake(out var call) && !await RunCallAsync(environment, call, stopping))
                return;
        }
    }

    // False when the environment must be replaced.
    private async Task<bool> RunCallAsync(RuntimeEnvironment environment, FunctionCall call, CancellationToken stopping)
    {
        CallResult? result = null;
        Task<bool> next;
        try
        {
            result = await environment.InvokeAsync(call, stopping);
            if (call is { IsAsync: false, WantsLog: false })
                call.Complete(result);
            next = environment.WaitForNextAsync(result, stopping);
            var record = await environment.WaitForRecordAsync(next);
            if (call.WantsLog)
                _ = await next;
            result = environment.EndLog(call, result);
            reporter.Report(new CallNotice(call, result, record));
            call.Complete(result);
        }
        catch (OperationCanceledException)
        {
            call.Complete(result ?? PlatformErrors.NotRun(StoppingMessage));
            throw;
        }

        if (await next)
        {
            _crashesInARow = 0;
            return true;
        }

        // One that is killed for its deadline has not crashed: the next may start at once.
        if (environment.Exited.IsCompleted)
            await BackOffAsync(await environment.Exited, stopping);
        else
            reporter.Report(new OverrunNotice(environment.FunctionName));
        return false;
    }

    private async Task HandOutInitFailureAsync(FunctionSetup setup, InitEnd failure, CancellationToken stopping)
    {
        var shown = failure.ResultFor("-")!;
        reporter.Report(new InitFailureNotice(setup.Options.Name, shown.ErrorType ?? "", shown.ErrorMessage ?? ""));
        for (; ; )
        {
            _ = await Task.WhenAny(WorkAsync(stopping), _change.Fired);
            stopping.ThrowIfCancellationRequested();
            if (TakeChange(setup))
                return;
            if (!TryTake(out var call))
                continue;
            var result = failure.ResultFor(call.RequestId)!;
            reporter.Report(new CallNotice(call, result, null));
            call.Complete(result);
            return;
        }
    }

    private async Task RefuseUntilChangeAsync(CancellationToken stopping)
    {
        while (!_change.Fired.IsCompleted)
        {
            _ = await Task.WhenAny(WorkAsync(stopping), _change.Fired);
            stopping.ThrowIfCancellationRequested();
            while (!_change.Fired.IsCompleted && TryTake(out var call))
                Refuse(call);
        }

        _ = _change.Take();
    }

    private bool TakeChange(FunctionSetup setup)
    {
        if (!_change.Fired.IsCompleted)
            return false;
        _crashesInARow = 0;
        reporter.Report(new ChangeNotice(setup.Options.Name, _change.Take()));
        return true;
    }

    private async Task BackOffAsync(ExitStatus status, CancellationToken stopping)
    {
        var factor = Math.Min(1 << Math.Min(_crashesInARow, 16), options.MaxRestartDelay / options.RestartDelay);
        var delay = options.RestartDelay * factor;
        _crashesInARow++;
        reporter.Report(new ExitNotice(status, delay));
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _ = await Task.WhenAny(Task.Delay(delay, time, timer.Token), _change.Fired);
        await timer.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }

    // One wait at a time: a channel keeps every waiter until it has something for it.
    private Task<bool> WorkAsync(CancellationToken stopping) => _work ??= _queue.Reader.WaitToReadAsync(stopping).AsTask();

    private bool TryTake(out FunctionCall call)
    {
        while (_queue.Reader.TryRead(out call!))
        {
            if (!call.CallerGone.IsCancellationRequested)
                return true;
            call.Complete(PlatformErrors.NotRun("the caller has hung up"));
        }

        _work = null;
        return false;
    }

    private void Refuse(FunctionCall call)
    {
        var result = PlatformErrors.Broken(_reading.ProblemText);
        reporter.Report(new CallNotice(call, result, null));
        call.Complete(result);
    }

    private void CompleteQueued()
    {
        _ = _queue.Writer.TryComplete();
        while (_queue.Reader.TryRead(out var call))
            call.Complete(PlatformErrors.NotRun(StoppingMessage));
    }
}
