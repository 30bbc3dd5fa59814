using System.Diagnostics;
using Sor.Native;

namespace Sor.IO;

/// <summary>
/// The one thread's loop: waits for descriptors and timers and calls whoever waits for them, inline. Continuations of awaited
/// operations run inside those calls, so that an event goes from the platform to the handler and back without a thread hop.
/// Nothing here is thread-safe except <see cref="Wake"/>.
/// </summary>
public sealed class EventLoop : IDisposable
{
    private readonly Epoll _epoll = new();
    private readonly List<LoopTimer> _timers = [];
    private readonly List<LoopTimer> _due = [];
    private readonly WakeUp _wakeUp;
    private readonly Completion<bool> _turn = new();
    private Slot[] _slots = new Slot[32];
    private int? _stopStatus;
    private bool _isServing;
    private int _free = -1;
    private int _used;

    public EventLoop() => _wakeUp = new WakeUp(this);

    /// <summary>Timestamp frequency and source of everything that the loop times.</summary>
    public static long Now => Stopwatch.GetTimestamp();

    public static long TicksPerMillisecond { get; } = Stopwatch.Frequency / 1000;

    /// <summary>Starts watching a descriptor; the registration ends with <see cref="Unwatch"/>, before the descriptor is closed.</summary>
    public int Watch(Descriptor descriptor, Readiness interest, IReadyHandler handler)
    {
        int index;
        if (_free >= 0)
        {
            index = _free;
            _free = _slots[index].NextFree;
        }
        else
        {
            index = _used++;
            if (index == _slots.Length)
                Array.Resize(ref _slots, index * 2);
        }

        ref var slot = ref _slots[index];
        slot.Handler = handler;
        slot.Generation++;
        _epoll.Add(descriptor, interest, Token(index, slot.Generation));
        return index;
    }

    /// <summary>Changes what is waited for.</summary>
    public void Change(int watch, Descriptor descriptor, Readiness interest) =>
        _epoll.Change(descriptor, interest, Token(watch, _slots[watch].Generation));

    /// <summary>Stops watching; events of the descriptor that are already on their way are dropped.</summary>
    public void Unwatch(int watch, Descriptor descriptor)
    {
        _epoll.Remove(descriptor);
        Forget(watch);
    }

    /// <summary>The same for a descriptor that nobody else holds and that is closed next: the kernel then forgets it by itself.</summary>
    public void Forget(int watch)
    {
        ref var slot = ref _slots[watch];
        slot.Handler = null;
        slot.NextFree = _free;
        _free = watch;
    }

    /// <summary>
    /// Completes after the loop has looked once at everything that is ready. Whoever serves events that are answered at once, without
    /// ever waiting through the loop, awaits it between them, so that logs, exits and signals get their turn.
    /// </summary>
    public ValueTask<bool> TurnAsync()
    {
        // In the middle of a turn, what is ready is being served: the next turn is the one to wait for.
        if (_isServing)
            return _turn.Begin();
        Serve(timeoutMs: 0);
        return ValueTask.FromResult(true);
    }

    /// <summary>Makes <see cref="Wake"/> usable; called on the loop's thread.</summary>
    public void AcceptWakeUps() => _wakeUp.Prepare();

    /// <summary>Runs an action on the loop's thread soon. Callable from any thread, after <see cref="AcceptWakeUps"/>.</summary>
    public void Wake(Action action) => _wakeUp.Post(action);

    /// <summary>Runs until the task is complete or <see cref="Stop"/> is called; the exit status of either.</summary>
    public int Run(Task<int> task)
    {
        while (!task.IsCompleted && _stopStatus is null)
            Turn();
        return _stopStatus ?? task.GetAwaiter().GetResult();
    }

    /// <summary>Ends <see cref="Run"/> after the present turn.</summary>
    public void Stop(int status) => _stopStatus = status;

    public void Dispose()
    {
        _wakeUp.Dispose();
        _epoll.Dispose();
    }

    internal void Arm(LoopTimer timer) => _timers.Add(timer);

    internal void Disarm(LoopTimer timer)
    {
        Remove(timer, _timers);
        Remove(timer, _due);
    }

    private static void Remove(LoopTimer timer, List<LoopTimer> timers)
    {
        for (var index = 0; index < timers.Count; index++)
        {
            if (timers[index] == timer)
            {
                timers.RemoveAt(index);
                return;
            }
        }
    }

    private static long Token(int index, int generation) => ((long)generation << 32) | (uint)index;

    private void Turn()
    {
        // Who begins to wait during this turn is served by the next one: what is ready by then has not been looked at yet.
        var isAwaited = _turn.IsPending;
        Serve(isAwaited ? 0 : MillisecondsToNextTimer());
        if (isAwaited)
            _turn.Set(true);
    }

    private void Serve(int timeoutMs)
    {
        _isServing = true;
        var count = _epoll.Wait(timeoutMs);
        for (var i = 0; i < count; i++)
        {
            var (readiness, token) = _epoll.Item(i);
            ref var slot = ref _slots[(int)(token & 0xFFFF_FFFF)];

            // The slot may have been given up, or to somebody else, by a handler called earlier in this turn.
            if (slot.Handler is { } handler && slot.Generation == (int)(token >> 32))
                handler.OnReady(readiness);
        }

        if (_timers.Count > 0)
            FireTimers();
        _isServing = false;
    }

    private int MillisecondsToNextTimer()
    {
        if (_timers.Count == 0)
            return -1;
        var next = long.MaxValue;
        foreach (var timer in _timers)
            next = Math.Min(next, timer.DueTimestamp);
        var ticks = next - Now;
        return ticks <= 0 ? 0 : (int)Math.Min(int.MaxValue, (ticks + TicksPerMillisecond - 1) / TicksPerMillisecond);
    }

    private void FireTimers()
    {
        var now = Now;
        foreach (var timer in _timers)
        {
            if (timer.DueTimestamp <= now)
                _due.Add(timer);
        }

        // A fired timer may disarm others that are due in the same turn, which leave both lists, or move them to later.
        while (_due.Count > 0)
        {
            var timer = _due[0];
            if (timer.DueTimestamp > now)
            {
                _due.RemoveAt(0);
                continue;
            }

            Disarm(timer);
            timer.Fire();
        }
    }

    private struct Slot
    {
        internal IReadyHandler? Handler;
        internal int Generation;
        internal int NextFree;
    }
}
