using Sor.IO;

namespace Sor.Processes;

/// <summary>
/// The processes of one program: as many as invocations that run at the same time need, up to <see cref="MaxProcesses"/>; one that takes many
/// events at once has no others beside it. Lost ones are replaced when an event or the time between events asks for it.
/// </summary>
/// <param name="loop">The loop that everything runs on.</param>
/// <param name="start">Starts a process; null when it cannot be started.</param>
/// <param name="onRestart">Told what had ended each lost process, once another one is started.</param>
internal sealed class WorkerPool<T>(EventLoop loop, Func<T?> start, Action<string> onRestart) : IDisposable
    where T : class, IWorker
{
    /// <summary>Processes that take one event at a time. More would hold more memory than events that wait a moment.</summary>
    internal const int MaxProcesses = 8;

    private readonly List<T> _workers = [];
    private readonly List<string> _lost = [];
    private WaitingLine<T>? _line;
    private bool _disposed;

    /// <summary>Invocations that wait for a process. There is no line before the first of them.</summary>
    private int Waiting => _line?.Count ?? 0;

    /// <summary>Whether other invocations are under way or wait: nobody may hold up the loop for one of them then.</summary>
    internal bool IsCrowded
    {
        get
        {
            for (var index = 0; index < _workers.Count; index++)
            {
                if (!_workers[index].IsIdle)
                    return true;
            }

            return Waiting > 0;
        }
    }

    /// <summary>The oldest process that is ready for an event or will be; null when there is none.</summary>
    internal T? First => _workers.Find(static worker => worker is { IsDead: false, IsDraining: false });

    /// <summary>A process with room, at once; null when there is none or others have waited longer.</summary>
    internal T? Find() => Waiting > 0 ? null : FindRoom();

    /// <summary>A process with room: one that has some, a new one, or the next that gets some.</summary>
    internal ValueTask<Waited<T>> FindAsync(long untilTimestamp)
    {
        Grow(atLeast: Waiting + 1);
        if (Find() is { } found)
            return new ValueTask<Waited<T>>(new Waited<T>(found, WaitEnd.Served));
        return First is null ? new ValueTask<Waited<T>>(new Waited<T>(null, WaitEnd.NotStarted)) : (_line ??= new WaitingLine<T>(loop)).WaitAsync(untilTimestamp);
    }

    /// <summary>Starts a process unless one is there.</summary>
    internal void Begin()
    {
        if (First is null)
            _ = TryStart();
    }

    /// <summary>Called when a process has got room or has become ready.</summary>
    internal void OnRoom()
    {
        while (Waiting > 0 && FindRoom() is { } worker)
            _line!.ServeFirst(worker);
        if (Waiting > 0)
            Grow(Waiting);
    }

    /// <summary>Called once when a process is of no use any more.</summary>
    /// <param name="worker">Which.</param>
    /// <param name="whileStarting">Whether it had never been ready: those who wait would only see the same again.</param>
    internal void OnLost(T worker, bool whileStarting)
    {
        _ = _workers.RemoveAll(other => other == worker);
        if (worker.DeathReason is { } reason && !worker.IsDraining)
            _lost.Add(reason);
        if (_disposed || Waiting == 0)
            return;
        if (!whileStarting)
            OnRoom();
        if (First is null)
            _line!.EndAll(WaitEnd.NotStarted);
    }

    /// <summary>Called once when a process is given nothing more: another one takes its place. One that drained already is waited for no longer.</summary>
    internal void OnDraining(T worker)
    {
        if (worker.DeathReason is { } reason)
            _lost.Add(reason);
        if (_disposed)
            return;
        _workers.Find(other => other.IsDraining && other != worker)?.GiveUp();
        Begin();
    }

    /// <summary>Ends processes that have not become ready within the whole time of the last invocation that waited for them.</summary>
    internal void GiveUpStarting()
    {
        if (Waiting > 0)
            return;
        foreach (var worker in _workers.FindAll(static worker => worker.IsStarting))
            worker.GiveUp();
    }

    public void Dispose()
    {
        _disposed = true;
        foreach (var worker in _workers)
            worker.AskToEnd();
        foreach (var worker in _workers.ToArray())
            worker.Dispose();
        _workers.Clear();
    }

    private T? FindRoom()
    {
        for (var index = 0; index < _workers.Count; index++)
        {
            if (_workers[index].HasRoom)
                return _workers[index];
        }

        return null;
    }

    /// <summary>Starts processes until so many invocations can be served at the same time, as far as more of them help.</summary>
    private void Grow(int atLeast)
    {
        var room = 0;
        var alive = 0;
        foreach (var worker in _workers)
        {
            if (worker.IsDraining)
                continue;

            // How many events it takes is known when it is ready; more are started then if need be.
            if (worker.IsStarting || !worker.IsExclusive)
                return;
            alive++;
            room += worker.HasRoom ? 1 : 0;
        }

        while (room < atLeast && alive < MaxProcesses && TryStart())
        {
            // One that is not ready yet will say whether it takes one event or many: the first alone is waited for.
            if (alive == 0 && _workers[^1].IsStarting)
                return;
            room++;
            alive++;
        }
    }

    private bool TryStart()
    {
        foreach (var reason in _lost)
            onRestart(reason);
        _lost.Clear();
        if (start() is not { } worker)
            return false;
        _workers.Add(worker);
        return true;
    }
}
