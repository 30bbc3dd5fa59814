using Sor.Native;

namespace Sor.IO.Tests;

public sealed class EventLoopTests : LoopTest
{
    private readonly Completion<bool> _called = new();

    [Fact]
    public void A_watched_descriptor_calls_its_handler()
    {
        var (read, write) = Pipe();
        var seen = Readiness.None;
        Loop.Watch(read, Readiness.Readable, new Handler(read, readiness =>
        {
            seen = readiness;
            _called.Set(true);
        }));

        Run(async () =>
        {
            _ = Descriptors.Write(write, "x"u8);
            _ = await _called.Begin();
        });

        Assert.Equal(Readiness.Readable, seen);
    }

    [Fact]
    public void The_end_of_a_pipe_is_told_whatever_is_waited_for()
    {
        var (read, write) = Pipe();
        var seen = Readiness.None;
        Loop.Watch(read, Readiness.None, new Handler(read, readiness =>
        {
            seen = readiness;
            _called.Set(true);
        }));

        Run(async () =>
        {
            write.Dispose();
            _ = await _called.Begin();
        });

        Assert.Equal(Readiness.HangUp, seen);
    }

    [Fact]
    public void A_handler_that_was_unwatched_in_the_same_turn_is_not_called()
    {
        var first = Pipe();
        var second = Pipe();
        var calls = new List<int>();
        int[] watches = [0, 0];
        (Descriptor Read, Descriptor Write)[] pipes = [first, second];
        for (var i = 0; i < 2; i++)
        {
            var own = i;
            watches[i] = Loop.Watch(pipes[i].Read, Readiness.Readable, new Handler(pipes[i].Read, _ =>
            {
                // Whichever comes first takes the other one out, which was ready in the same turn.
                calls.Add(own);
                Loop.Unwatch(watches[1 - own], pipes[1 - own].Read);
            }));
            _ = Descriptors.Write(pipes[i].Write, "x"u8);
        }

        Run(async () => await TurnsAsync(2));

        Assert.Single(calls);
    }

    [Fact]
    public void A_place_that_was_given_to_somebody_else_in_the_same_turn_gets_no_strange_event()
    {
        var pipes = new[] { Pipe(), Pipe(), Pipe() };
        var calls = new List<string>();
        int[] watches = [0, 0];
        for (var i = 0; i < 2; i++)
        {
            var own = i;
            watches[i] = Loop.Watch(pipes[i].Read, Readiness.Readable, new Handler(pipes[i].Read, _ =>
            {
                calls.Add("own");
                Loop.Unwatch(watches[1 - own], pipes[1 - own].Read);
                Loop.Watch(pipes[2].Read, Readiness.Readable, new Handler(pipes[2].Read, _ => calls.Add("strange")));
            }));
            _ = Descriptors.Write(pipes[i].Write, "x"u8);
        }

        Run(async () => await TurnsAsync(2));

        Assert.Equal(["own"], calls);
    }

    [Fact]
    public void What_is_waited_for_can_be_changed()
    {
        var (_, write) = Pipe();
        var seen = new List<Readiness>();
        var watch = Loop.Watch(write, Readiness.None, new Handler(write, seen.Add));

        Run(async () =>
        {
            await TurnsAsync(2);
            Assert.Empty(seen);
            Loop.Change(watch, write, Readiness.Writable);
            await TurnsAsync(1);
        });

        Assert.Equal(Readiness.Writable, seen[0]);
    }

    [Fact]
    public void Many_descriptors_come_and_go()
    {
        var left = 200;
        Run(async () =>
        {
            for (var i = 0; i < 200; i++)
            {
                var (read, write) = Pipe();
                var watch = 0;
                watch = Loop.Watch(read, Readiness.Readable, new Handler(read, _ =>
                {
                    Loop.Unwatch(watch, read);
                    if (--left == 0)
                        _called.Set(true);
                }));
                _ = Descriptors.Write(write, "x"u8);
                if (i % 3 == 0)
                    await TurnsAsync(1);
            }

            if (left > 0)
                _ = await _called.Begin();
        });

        Assert.Equal(0, left);
    }

    [Fact]
    public void The_status_is_the_tasks_own()
    {
        Assert.Equal(3, Loop.Run(Task.FromResult(3)));
    }

    [Fact]
    public void An_exception_of_the_task_comes_out()
    {
        async Task<int> FailAsync()
        {
            await TurnsAsync(1);
            throw new TimeoutException("late");
        }

        Assert.Throws<TimeoutException>(() => Loop.Run(FailAsync()));
    }

    [Fact]
    public void A_stop_ends_it_before_the_task()
    {
        var never = new TaskCompletionSource<int>();
        new LoopTimer(Loop, () => Loop.Stop(9)).Arm(EventLoop.Now);

        Assert.Equal(9, Loop.Run(never.Task));
    }

    [Fact]
    public void Another_thread_wakes_it_and_runs_on_its_thread()
    {
        Loop.AcceptWakeUps();
        Loop.AcceptWakeUps();
        var threads = new List<int>();
        var others = new List<Thread>();

        Run(async () =>
        {
            var wait = _called.Begin();
            for (var i = 0; i < 4; i++)
            {
                var other = new Thread(() => Loop.Wake(() =>
                {
                    threads.Add(Environment.CurrentManagedThreadId);
                    if (threads.Count == 4)
                        _called.Set(true);
                }));
                others.Add(other);
                other.Start();
            }

            _ = await wait;
        });

        Assert.All(threads, static thread => Assert.Equal(Environment.CurrentManagedThreadId, thread));
        others.ForEach(static thread => thread.Join());
    }

    private async Task TurnsAsync(int count)
    {
        for (var i = 0; i < count; i++)
            _ = await Loop.TurnAsync();
    }
}
