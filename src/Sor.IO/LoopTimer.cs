namespace Sor.IO;

/// <summary>A timer that can be armed again and again; its action runs on the loop's thread.</summary>
public sealed class LoopTimer(EventLoop loop, Action action)
{
    private bool _armed;

    /// <summary>When it is due, in the loop's timestamps.</summary>
    internal long DueTimestamp { get; private set; }

    /// <summary>Arms it, or moves it; <see cref="long.MaxValue"/> disarms it.</summary>
    public void Arm(long dueTimestamp)
    {
        DueTimestamp = dueTimestamp;
        if (dueTimestamp == long.MaxValue)
        {
            Disarm();
            return;
        }

        if (_armed)
            return;
        _armed = true;
        loop.Arm(this);
    }

    public void ArmAfter(TimeSpan delay) => Arm(EventLoop.Now + ((long)(delay.TotalMilliseconds * EventLoop.TicksPerMillisecond)));

    public void Disarm()
    {
        if (!_armed)
            return;
        _armed = false;
        loop.Disarm(this);
    }

    internal void Fire()
    {
        _armed = false;
        action();
    }
}
