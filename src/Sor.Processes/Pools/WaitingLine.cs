using Sor.IO;

namespace Sor.Processes;

/// <summary>How the wait for a process ended.</summary>
internal enum WaitEnd
{
    /// <summary>There is one with room.</summary>
    Served,

    /// <summary>The time of whoever waited is up.</summary>
    TimeUp,

    /// <summary>None can be started.</summary>
    NotStarted,

    /// <summary>Too many wait already.</summary>
    Full,
}

/// <summary>A process, or why there is none.</summary>
internal readonly record struct Waited<T>(T? Worker, WaitEnd End)
    where T : class;

/// <summary>Invocations that wait for a process with room: first come, first served, each for as long as it has time.</summary>
internal sealed class WaitingLine<T>(EventLoop loop)
    where T : class
{
    /// <summary>Each waiting invocation holds its event in memory.</summary>
    private const int MaxWaiting = 1000;

    private readonly LinkedList<Waiter> _waiters = [];

    internal int Count => _waiters.Count;

    internal ValueTask<Waited<T>> WaitAsync(long untilTimestamp)
    {
        if (_waiters.Count == MaxWaiting)
            return new ValueTask<Waited<T>>(new Waited<T>(null, WaitEnd.Full));
        var waiter = new Waiter(this);
        waiter.Place = _waiters.AddLast(waiter);
        waiter.Timer.Arm(untilTimestamp);
        return waiter.Completion.Begin();
    }

    /// <summary>Gives the process to the first, which goes on at once and inside this call.</summary>
    internal void ServeFirst(T worker) => End(_waiters.First!.Value, new Waited<T>(worker, WaitEnd.Served));

    /// <summary>Sends all away that wait now.</summary>
    internal void EndAll(WaitEnd end)
    {
        for (var left = _waiters.Count; left > 0 && _waiters.First is { } first; left--)
            End(first.Value, new Waited<T>(null, end));
    }

    private void End(Waiter waiter, Waited<T> result)
    {
        _waiters.Remove(waiter.Place!);
        waiter.Timer.Disarm();
        waiter.Completion.Set(result);
    }

    private sealed class Waiter
    {
        internal Waiter(WaitingLine<T> line) =>
            Timer = new LoopTimer(line.Loop, () => line.End(this, new Waited<T>(null, WaitEnd.TimeUp)));

        internal Completion<Waited<T>> Completion { get; } = new();

        internal LoopTimer Timer { get; }

        internal LinkedListNode<Waiter>? Place { get; set; }
    }

    private EventLoop Loop => loop;
}
