using System.Globalization;

namespace Sor.Integration.Tests;

/// <summary>The next process of an executable waits before its event comes.</summary>
public sealed class StandbyTests
{
    // Tells its own process id and what it was given.
    private const string Report = """
        #!/usr/bin/python3
        import json, os, sys
        event = sys.stdin.read()
        with open("reads", "a") as reads:
            reads.write("%d %d\n" % (os.getpid(), len(event)))
        print(os.getpid())
        """;

    private const string BeforeOnly = "\"phases\":[\"before\"],\"standbySettleMs\":1000";

    [Fact]
    public async Task The_process_that_serves_an_event_existed_before_it_and_each_event_has_its_own()
    {
        using var function = new FunctionFolder().Exec("ready", Report, BeforeOnly);
        await using var run = await BootstrapRun.StartAsync(function);

        var pids = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            await run.WaitForPollAsync();
            var waiting = Assert.Single(run.Processes());
            Assert.Equal(waiting, (await run.InvokeAsync("1")).Json.GetInt32());
            pids.Add(waiting);
        }

        Assert.Equal(3, pids.Distinct().Count());
    }

    [Fact]
    public async Task Each_declared_phase_has_a_process_waiting_and_all_are_seen_reading()
    {
        using var function = new FunctionFolder().Exec("ready", "#!/usr/bin/python3\nimport sys\nsys.stdout.write(sys.stdin.read())\n", "\"phases\":[\"before\",\"after\",\"error\"],\"standbySettleMs\":1000");
        await using var run = await BootstrapRun.StartAsync(function);

        foreach (var text in (string[])["1", "2"])
        {
            await run.WaitForPollAsync();
            Assert.Equal(["after", "before", "error"], run.Processes().Select(pid => ProcessTable.CommandLine(pid).Split(' ')[^1]).Order());

            // System call 0: read (63 on arm64). The next event is not asked for before all are there, unless the machine is too slow for the bound.
            foreach (var pid in run.Processes())
                await Wait.UntilAsync(() => System.IO.File.ReadAllText($"/proc/{pid}/syscall").Split(' ')[0] is "0" or "63", () => "a waiting process does not read");
            Assert.Equal(text, (await run.InvokeAsync(text)).ResponseText());
        }
    }

    [Fact]
    public async Task A_process_that_died_while_it_waited_is_replaced()
    {
        using var function = new FunctionFolder().Exec("ready", Report, BeforeOnly);
        await using var run = await BootstrapRun.StartAsync(function);
        _ = await run.InvokeAsync("0");
        var level = await run.LevelAsync();

        for (var i = 0; i < 3; i++)
        {
            var waiting = Assert.Single(run.Processes());
            _ = ProcessTable.Signal(waiting, ProcessTable.Kill);
            await Wait.UntilAsync(() => !ProcessTable.IsAlive(waiting), () => "the waiting process does not die");
            var answer = await run.InvokeAsync("1");
            Assert.False(answer.IsError, answer.ToString());
            Assert.NotEqual(waiting, answer.Json.GetInt32());
            await run.WaitForPollAsync();
        }

        await run.ReturnsToAsync(level);
    }

    [Fact]
    public async Task A_process_that_is_not_needed_is_killed_and_never_given_an_empty_STDIN()
    {
        using var function = new FunctionFolder()
            .Exec("outer", Report)
            .Exec("guard", """
                #!/bin/sh
                cat
                exit 80
                """, "\"phases\":[\"before\"]")
            .Exec("inner", Report);
        await using var run = await BootstrapRun.StartAsync(function);
        for (var i = 0; i < 3; i++)
            _ = (await run.InvokeAsync("123")).ResponseText();
        await run.WaitForPollAsync();

        Assert.Equal(0, await run.TerminateAsync());
        await run.LeavesNothingAsync();

        var reads = function.Read("reads").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(6, reads.Count);
        Assert.DoesNotContain(0, reads);
    }

    [Fact]
    public async Task Without_standby_a_process_is_started_on_demand()
    {
        using var function = new FunctionFolder().Exec("late", Report, "\"standby\":false,\"phases\":[\"before\"]");
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Empty(run.Processes());
        Assert.False((await run.InvokeAsync("1")).IsError);
        await run.WaitForPollAsync();
        Assert.Empty(run.Processes());
    }

    [Fact]
    public async Task An_executable_as_the_handler_waits_too()
    {
        using var function = new FunctionFolder().Executable("run", Report).Handler("""
            "runtime":"exec","command":["./run"]
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        var waiting = Assert.Single(run.Processes());
        Assert.Equal(waiting, (await run.InvokeAsync("1")).Json.GetInt32());
    }

    [Fact]
    public async Task Nothing_is_left_after_SIGTERM_whatever_runs()
    {
        using var function = new FunctionFolder()
            .Python("""
                import signal, subprocess
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
                subprocess.Popen(["sleep", "600"])
                def handle(event, context):
                    return event
                """)
            .Exec("outer", "#!/bin/sh\nexec cat\n")
            .Frames("inner", RawFrames.Program("""
                def invoke(header, body):
                    send({"type": "result", "id": header["id"]}, body)
                """));
        await using var run = await BootstrapRun.StartAsync(function);
        _ = await run.InvokeAsync("1");
        await run.WaitForPollAsync();
        var requests = run.Api.Requests.Count;

        Assert.Equal(0, await run.TerminateAsync());
        await run.LeavesNothingAsync();
        Assert.Equal(requests, run.Api.Requests.Count);
    }

    [Fact]
    public async Task SIGTERM_during_an_event_lets_it_be_answered_first()
    {
        using var function = new FunctionFolder().Python("""
            import os, time
            def handle(event, context):
                open("started", "w").close()
                while not os.path.exists("go"):
                    time.sleep(0.005)
                return event
            """);
        await using var run = await BootstrapRun.StartAsync(function);
        var answer = run.InvokeAsync("1");
        await Wait.UntilAsync(() => System.IO.File.Exists(function["started"]), () => "the handler does not start");

        var exit = run.TerminateAsync();
        _ = function.File("go", "");

        Assert.Equal("1", (await answer).ResponseText());
        Assert.Equal(0, await exit);
        await run.LeavesNothingAsync();
    }

    [Fact]
    public async Task Standby_is_turned_off_where_the_waiting_processes_hold_too_much_of_the_functions_memory()
    {
        using var function = new FunctionFolder().Exec("large", """
            #!/usr/bin/python3
            import sys
            held = bytearray(b"x" * 40_000_000)
            sys.stdout.write(sys.stdin.read())
            """, "\"phases\":[\"before\"],\"standbySettleMs\":1000");
        await using var run = await BootstrapRun.StartAsync(function, new BootstrapOptions { Environment = new Dictionary<string, string?> { ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "128" } });

        Assert.Equal("1", (await run.InvokeAsync("1")).ResponseText());
        Assert.Equal("2", (await run.InvokeAsync("2")).ResponseText());
        await run.WaitForPollAsync();

        await run.Stderr.WaitForAsync("standby of middleware \"large\" is turned off");
        Assert.Empty(run.Processes());
    }

    [Fact]
    public async Task Standby_is_turned_off_for_executables_that_start_too_slowly_to_gain_by_it()
    {
        using var function = new FunctionFolder().Exec("slow", """
            #!/usr/bin/python3
            import sys, time
            time.sleep(1)
            sys.stdout.write(sys.stdin.read())
            """, "\"phases\":[\"before\"],\"standbySettleMs\":0");
        await using var run = await BootstrapRun.StartAsync(function);

        for (var i = 0; i < 4; i++)
            Assert.Equal("1", (await run.InvokeAsync("1")).ResponseText());
        await run.WaitForPollAsync();

        await run.Stderr.WaitForAsync("standby of middleware \"slow\" is turned off: it takes longer to start");
        Assert.Empty(run.Processes());
    }

    [Fact]
    public async Task An_executable_that_never_reads_costs_no_waiting_for_it()
    {
        using var function = new FunctionFolder().Exec("ignore", """
            #!/bin/sh
            echo x >>started
            echo 1
            """, "\"phases\":[\"before\"]");
        await using var run = await BootstrapRun.StartAsync(function);

        for (var i = 0; i < 10; i++)
            Assert.Equal("1", (await run.InvokeAsync("0")).ResponseText());
        await run.WaitForPollAsync();

        // It ends before it is needed, time and again: starting it ahead is given up.
        await run.Stderr.WaitForAsync("standby of middleware \"ignore\" is turned off");
    }
}
