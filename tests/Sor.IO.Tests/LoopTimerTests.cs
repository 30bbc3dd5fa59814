namespace Sor.IO.Tests;

public sealed class LoopTimerTests : LoopTest
{
    // As far away as no test lasts.
    private static readonly long s_later = EventLoop.Now + (3600L * 1000 * EventLoop.TicksPerMillisecond);

    [Fact]
    public void A_timer_that_is_due_fires_once()
    {
        var count = 0;
        new LoopTimer(Loop, () => count++).Arm(EventLoop.Now);

        RunTurns(5);

        Assert.Equal(1, count);
    }

    [Fact]
    public void A_timer_fires_when_its_delay_is_over()
    {
        var fired = new Completion<bool>();
        var start = EventLoop.Now;
        var delay = TimeSpan.FromMilliseconds(2);
        new LoopTimer(Loop, () => fired.Set(true)).ArmAfter(delay);

        Run(async () => _ = await fired.Begin());

        Assert.True(EventLoop.Now - start >= delay.TotalMilliseconds * EventLoop.TicksPerMillisecond);
    }

    [Fact]
    public void Timers_that_are_not_due_wait()
    {
        var fired = false;
        var timer = new LoopTimer(Loop, () => fired = true);
        timer.Arm(s_later);

        RunTurns(3);

        Assert.False(fired);
        timer.Disarm();
    }

    [Fact]
    public void A_timer_may_be_armed_again_by_its_own_action()
    {
        var count = 0;
        LoopTimer? timer = null;
        timer = new LoopTimer(Loop, () =>
        {
            if (++count < 3)
                timer!.Arm(EventLoop.Now);
        });
        timer.Arm(EventLoop.Now);

        RunTurns(10);

        Assert.Equal(3, count);
    }

    [Fact]
    public void A_timer_that_was_disarmed_does_not_fire()
    {
        var fired = false;
        var disarmed = new LoopTimer(Loop, () => fired = true);
        disarmed.Arm(EventLoop.Now);
        disarmed.Disarm();
        disarmed.Disarm();
        var never = new LoopTimer(Loop, () => fired = true);
        never.Arm(EventLoop.Now);
        never.Arm(long.MaxValue);

        RunTurns(3);

        Assert.False(fired);
    }

    [Fact]
    public void A_timer_may_disarm_another_that_is_due_in_the_same_turn()
    {
        var fired = 0;
        LoopTimer[] timers = [];
        timers = [.. Enumerable.Range(0, 2).Select(own => new LoopTimer(Loop, () =>
        {
            fired++;
            timers[1 - own].Disarm();
        }))];
        foreach (var timer in timers)
            timer.Arm(EventLoop.Now);

        RunTurns(3);

        Assert.Equal(1, fired);
    }

    [Fact]
    public void A_timer_may_move_another_that_is_due_in_the_same_turn()
    {
        var fired = 0;
        LoopTimer[] timers = [];
        timers = [.. Enumerable.Range(0, 2).Select(own => new LoopTimer(Loop, () =>
        {
            fired++;
            timers[1 - own].Arm(s_later);
        }))];
        foreach (var timer in timers)
            timer.Arm(EventLoop.Now);

        RunTurns(3);

        Assert.Equal(1, fired);
    }

    [Fact]
    public void Moving_a_timer_counts_its_new_time_only()
    {
        var fired = 0;
        var timer = new LoopTimer(Loop, () => fired++);
        timer.Arm(s_later);
        timer.Arm(EventLoop.Now);

        RunTurns(3);

        Assert.Equal(1, fired);
    }

    private void RunTurns(int count) => Run(async () =>
    {
        for (var i = 0; i < count; i++)
            _ = await Loop.TurnAsync();
    });
}
