using System.Globalization;
using Sor.Configuration;
using Sor.IO;
using Sor.Native;

namespace Sor.Processes;

/// <summary>
/// The next processes of each phase of an executable (one unless its depth says more), started ahead of their events and waiting on STDIN, so that only the
/// program's own work is on the caller's way. A process that is not needed is killed, never given an empty STDIN.
/// </summary>
/// <remarks>
/// On a platform that freezes the environment when it is asked for the next event, a process frozen in the middle of its start
/// has gained little: therefore <see cref="SettleAsync"/> waits, bounded, until each is seen blocked in a read.
/// </remarks>
internal sealed class Standby : IDisposable
{
    // A process that does not wait when it is needed, this often in a row, is not worth its start.
    private const int MaxMisses = 3;
    private const int MaxMemoryChecks = 3;
    private static readonly TimeSpan s_maxAge = TimeSpan.FromMinutes(10);

    private readonly StageHost _host;
    private readonly StageOptions _options;
    private readonly Func<Phase, ExecProcess> _start;
    private readonly Slot[] _slots;
    private readonly LoopTimer _poll;
    private readonly Completion<bool> _settled = new();
    private long _settleUntil;
    private int _misses;
    private int _memoryChecks;
    private string _missReason = "";
    private bool _isOff;

    internal Standby(StageHost host, StageOptions options, IReadOnlyList<Phase> phases, Func<Phase, ExecProcess> start)
    {
        _host = host;
        _options = options;
        _start = start;
        _slots = new Slot[phases.Count * options.StandbyDepth];
        for (var index = 0; index < _slots.Length; index++)
            _slots[index] = new Slot(phases[index % phases.Count]);
        _poll = new LoopTimer(host.Loop, Poll);
    }

    /// <summary>The waiting process of a phase, or null: then one is started on demand.</summary>
    internal ExecProcess? Take(Phase phase)
    {
        foreach (var slot in _slots)
        {
            if (slot.Phase != phase || slot.Process is not { } process)
                continue;
            if (process.HasEnded)
            {
                Discard(slot);
                continue;
            }

            slot.Process = null;
            if (!slot.IsSettled && !ProcessStates.IsWaitingForInput(process.Pid))
                Miss(TooSlow);
            else
                _misses = 0;
            return process;
        }

        return null;
    }

    /// <summary>Starts what is missing, has ended or has waited for too long.</summary>
    internal void Refill()
    {
        if (_misses >= MaxMisses)
        {
            TurnOff(_missReason);
            return;
        }

        if (_isOff)
            return;
        _settleUntil = EventLoop.Now + (long)(_options.StandbySettle.TotalMilliseconds * EventLoop.TicksPerMillisecond);
        foreach (var slot in _slots)
        {
            if (slot.Process is { } waiting && (waiting.HasEnded || EventLoop.Now - waiting.StartTimestamp > s_maxAge.TotalMilliseconds * EventLoop.TicksPerMillisecond))
                Discard(slot);
            if (slot.Process is not null)
                continue;
            slot.IsSettled = slot.HasEnded = false;
            try
            {
                slot.Process = _start(slot.Phase);
            }
            catch (NativeException)
            {
                // The start on demand fails in the same way and says why, with the event's request id.
                return;
            }
        }
    }

    /// <summary>Completes when each process waits for its input, or the bound is reached.</summary>
    internal ValueTask SettleAsync()
    {
        if (_isOff)
            return ValueTask.CompletedTask;
        if (AllSettled())
        {
            CheckMemory();
            return ValueTask.CompletedTask;
        }

        var settled = _settled.Begin();
        _poll.ArmAfter(TimeSpan.FromMilliseconds(1));
        return new ValueTask(settled.AsTask());
    }

    public void Dispose()
    {
        _isOff = true;
        _host.StandbyBudget.Release(this);
        _poll.Disarm();
        foreach (var slot in _slots)
        {
            slot.Process?.Dispose();
            slot.Process = null;
        }

        _settled.Set(false);
    }

    private void Poll()
    {
        if (AllSettled() || EventLoop.Now >= _settleUntil)
        {
            CheckMemory();
            _settled.Set(true);
        }
        else
        {
            _poll.ArmAfter(TimeSpan.FromMilliseconds(1));
        }
    }

    private bool AllSettled()
    {
        var all = true;
        foreach (var slot in _slots)
        {
            if (slot.Process is null || slot.IsSettled || slot.HasEnded)
                continue;
            slot.IsSettled = ProcessStates.IsWaitingForInput(slot.Process.Pid);
            slot.HasEnded = !slot.IsSettled && slot.Process.HasEnded;
            all &= slot.IsSettled || slot.HasEnded;
        }

        return all;
    }

    /// <summary>Forgets a process that is of no use any more. One that has ended by itself was started in vain.</summary>
    private void Discard(Slot slot)
    {
        if (slot.Process is { HasEnded: true } && !slot.IsSettled)
            Miss("it ends before it has read its event");
        slot.Process?.Dispose();
        slot.Process = null;
    }

    private string TooSlow => string.Create(
        CultureInfo.InvariantCulture, $"it takes longer to start than the {(long)_options.StandbySettle.TotalMilliseconds} ms of standby.settle");

    private void Miss(string reason)
    {
        _misses++;
        _missReason = reason;
    }

    /// <summary>Looks at the first few generations only: the same program waits at the same point each time.</summary>
    private void CheckMemory()
    {
        if (_memoryChecks == MaxMemoryChecks)
            return;
        _memoryChecks++;
        var bytes = 0L;
        foreach (var slot in _slots)
            bytes += slot.Process is null ? 0 : ProcessStates.PrivateBytes(slot.Process.Pid);
        if (!_host.StandbyBudget.TryHold(this, bytes))
            TurnOff("the waiting processes of all middlewares hold more than a quarter of the function's memory");
    }

    private void TurnOff(string reason)
    {
        if (_isOff)
            return;
        Dispose();
        _host.Log.Say($"standby of middleware \"{_options.Name}\" is turned off: {reason}");
    }

    private sealed class Slot(Phase phase)
    {
        internal Phase Phase { get; } = phase;

        internal ExecProcess? Process { get; set; }

        /// <summary>Whether it was seen waiting for its input.</summary>
        internal bool IsSettled { get; set; }

        /// <summary>Whether it has ended without having waited: there is nothing to wait for.</summary>
        internal bool HasEnded { get; set; }
    }
}
