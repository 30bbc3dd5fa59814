using System.Diagnostics;
using Sor.Wasm.Wasmtime;

namespace Sor.Wasm.Guests;

/// <summary>
/// Makes guests look at their deadlines: one thread sleeps until the earliest of them and then moves the engine's epoch.
/// A guest that is not due yet goes on at once. Nothing ticks while no deadline is near.
/// </summary>
internal sealed class Watchdog(WasmEngine engine)
{
    // A guest that has just begun may miss a tick that came with its first instruction: it is told again.
    private static readonly TimeSpan s_repeat = TimeSpan.FromMilliseconds(1);

    // A plain object: the watchdog waits on it.
    private readonly object _lock = new();
    private readonly List<GuestCall> _running = new(GuestLimits.MaxGuests);
    private long _wakesAt;
    private bool _isStarted;

    internal void Enter(GuestCall call)
    {
        lock (_lock)
        {
            _running.Add(call);
            if (!_isStarted)
                Start();
            else if (call.Input.DeadlineTimestamp < _wakesAt)
                Monitor.Pulse(_lock);
        }
    }

    internal void Leave(GuestCall call)
    {
        lock (_lock)
            _running.Remove(call);
    }

    private void Start()
    {
        _isStarted = true;
        new Thread(Run) { IsBackground = true, Name = "watchdog" }.Start();
    }

    private void Run()
    {
        lock (_lock)
        {
            while (true)
                Monitor.Wait(_lock, TickIfDue());
        }
    }

    /// <summary>How long nobody will be due; infinite while nothing runs.</summary>
    private TimeSpan TickIfDue()
    {
        _wakesAt = long.MaxValue;
        foreach (var call in _running)
            _wakesAt = Math.Min(_wakesAt, call.Input.DeadlineTimestamp);
        if (_wakesAt == long.MaxValue)
            return Timeout.InfiniteTimeSpan;
        var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), _wakesAt);
        if (left > TimeSpan.Zero)
            return left + s_repeat;
        engine.Tick();
        return s_repeat;
    }
}
