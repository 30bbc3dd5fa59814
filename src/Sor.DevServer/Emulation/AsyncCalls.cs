using Sor.DevServer.Reporting;

namespace Sor.DevServer.Emulation;

/// <summary>
/// Events whose caller does not wait: accepted at once, run when their turn comes, tried again after a failure under the
/// same request id, and given up after the last retry.
/// </summary>
internal sealed class AsyncCalls(FunctionEmulator emulator, EmulatorOptions options, IDevReporter reporter, TimeProvider time, CancellationToken stopping)
{
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _running = [];

    /// <summary>Takes an event unless too many are waiting.</summary>
    /// <param name="create">Makes the call anew for each attempt.</param>
    public bool TryAccept(Func<FunctionCall> create)
    {
        lock (_gate)
        {
            if (_running.Count >= options.EventQueueLimit || stopping.IsCancellationRequested)
                return false;
            var task = Task.Run(() => RunAsync(create), CancellationToken.None);
            _ = _running.Add(task);
            _ = task.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return true;
        }
    }

    /// <summary>Waits for what is under way; it ends by itself when the server stops. Events that still wait are lost.</summary>
    public Task FinishAsync()
    {
        lock (_gate)
            return Task.WhenAll(_running);
    }

    private async Task RunAsync(Func<FunctionCall> create)
    {
        try
        {
            for (var attempt = 0; ; attempt++)
            {
                var call = create();
                await emulator.EnqueueAsync(call, stopping);
                var result = await call.Result;
                if (result.Status == CallStatus.Response || stopping.IsCancellationRequested)
                    return;
                var isLast = attempt >= options.RetryDelays.Count;
                reporter.Report(new EventFailureNotice(call.RequestId, attempt + 1, isLast ? null : options.RetryDelays[attempt]));
                if (isLast)
                    return;
                await Task.Delay(options.RetryDelays[attempt], time, stopping);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or System.Threading.Channels.ChannelClosedException)
        {
            // The server stops.
        }
    }

    private void Forget(Task task)
    {
        lock (_gate)
            _ = _running.Remove(task);
    }
}
