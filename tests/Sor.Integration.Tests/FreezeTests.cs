namespace Sor.Integration.Tests;

/// <summary>A platform that stops every process as soon as an event is asked for, and lets them go on when one has come.</summary>
public sealed class FreezeTests
{
    private const int Stop = 19;
    private const int Continue = 18;

    [Fact]
    public async Task Events_that_come_while_everything_is_stopped_are_served()
    {
        using var function = Function();
        await using var run = await BootstrapRun.StartAsync(function);

        for (var i = 0; i < 5; i++)
        {
            var frozen = await FreezeAsync(run);
            var answer = run.InvokeAsync($"{i}");
            Thaw(frozen);
            Assert.Equal($"{i}", (await answer).ResponseText());
        }
    }

    [Fact]
    public async Task A_handler_that_ended_while_everything_was_stopped_costs_the_event_nothing()
    {
        using var function = Function();
        await using var run = await BootstrapRun.StartAsync(function);
        _ = await run.InvokeAsync("0");
        var level = await run.LevelAsync();

        for (var i = 0; i < 5; i++)
        {
            // The end of all children and the event are seen in the same moment.
            var frozen = await FreezeAsync(run);
            foreach (var pid in frozen.Where(pid => pid != run.Pid))
                _ = ProcessTable.Signal(pid, ProcessTable.Kill);
            await Wait.UntilAsync(() => frozen.All(pid => pid == run.Pid || !ProcessTable.IsAlive(pid)), () => "the children do not die");
            var delivery = run.Api.Deliver(new FakeEvent { Text = $"{i}" });
            _ = await Wait.ForAsync(delivery.Sent, "the delivery");
            Thaw(frozen);
            Assert.Equal($"{i}", (await Wait.ForAsync(delivery.Answered, "the outcome")).ResponseText());
        }

        await run.ReturnsToAsync(level);
    }

    [Fact]
    public async Task A_connection_that_was_closed_while_everything_was_stopped_is_opened_again()
    {
        using var function = Function();
        await using var run = await BootstrapRun.StartAsync(function);

        var frozen = await FreezeAsync(run);
        run.Api.DropPoll();
        Thaw(frozen);

        Assert.Equal("1", (await run.InvokeAsync("1")).ResponseText());
    }

    private static async Task<IReadOnlyList<int>> FreezeAsync(BootstrapRun run)
    {
        await run.WaitForPollAsync();
        IReadOnlyList<int> all = [run.Pid, .. run.Processes()];
        foreach (var pid in all)
            _ = ProcessTable.Signal(pid, Stop);
        return all;
    }

    private static void Thaw(IReadOnlyList<int> frozen)
    {
        foreach (var pid in frozen.Reverse())
            _ = ProcessTable.Signal(pid, Continue);
    }

    private static FunctionFolder Function() => new FunctionFolder()
        .Python("def handle(event, context):\n    return event\n")
        .Exec("executable", "#!/bin/sh\nexec cat\n")
        .Frames("persistent", RawFrames.Program("""
            def invoke(header, body):
                send({"type": "result", "id": header["id"]}, body)
            """));
}
