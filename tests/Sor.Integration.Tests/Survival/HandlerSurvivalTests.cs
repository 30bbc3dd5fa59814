namespace Sor.Integration.Tests;

/// <summary>Handlers that misbehave in every way: the caller gets an error that says so, and the next event is served.</summary>
public sealed class HandlerSurvivalTests
{
    private const string Python = """
        import os, signal, subprocess, sys, time

        def handle(event, context):
            if event == "raise":
                raise ValueError("no such thing")
            if event == "exit":
                sys.exit(3)
            if event == "exit at once":
                os._exit(4)
            if event == "exit 0":
                os._exit(0)
            if event == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            if event == "crash":
                os.kill(os.getpid(), signal.SIGSEGV)
            if event == "garbage":
                os.write(3, b"garbage\n")
                time.sleep(600)
            if event == "half a frame":
                os.write(3, b'{"type":"result","id":3,"length":100}\nhalf')
                os._exit(5)
            if event == "close":
                os.close(3)
                time.sleep(600)
            if event == "hang":
                time.sleep(600)
            if event == "hang with a child":
                subprocess.Popen(["sleep", "600"])
                time.sleep(600)
            if event == "exit with a child":
                subprocess.Popen(["sleep", "600"])
                os._exit(6)
            if event == "recursion":
                return handle(event, context)
            if event == "no JSON":
                return {1, 2}
            if event == "deep":
                deep = []
                for _ in range(100000):
                    deep = [deep]
                return deep
            if event == "large":
                return "x" * 7000000
            if event == "long message":
                raise ValueError("y" * 3000000)
            if event == "nothing":
                return None
            return event
        """;

    private const string Node = """
        const fs = require('fs');
        const { spawn } = require('child_process');
        const forever = new Promise(() => setInterval(() => {}, 1000));
        exports.handle = async (event) => {
            switch (event) {
                case 'raise': throw new TypeError('no such thing');
                case 'exit': process.exit(3); break;
                case 'kill': process.kill(process.pid, 'SIGKILL'); return forever;
                case 'garbage': fs.writeSync(3, 'garbage\n'); return forever;
                case 'throw later': setImmediate(() => { throw new RangeError('too late'); }); return forever;
                case 'reject unseen': Promise.reject(new RangeError('not seen')); return forever;
                case 'hang': return forever;
                case 'block': for (;;) ; break;
                case 'hang with a child': spawn('sleep', ['600'], { stdio: 'inherit' }); return forever;
                case 'cycle': { const cycle = {}; cycle.self = cycle; return cycle; }
                case 'large': return 'x'.repeat(7000000);
                default: return event;
            }
        };
        """;

    [Theory]
    [InlineData("raise", "ValueError", "no such thing")]
    [InlineData("exit", "Runtime.ExitError", "exited with status 3")]
    [InlineData("exit at once", "Runtime.ExitError", "exited with status 4")]
    [InlineData("exit 0", "Runtime.ExitError", "exited with status 0")]
    [InlineData("kill", "Runtime.ExitError", "was ended by signal 9 (SIGKILL)")]
    [InlineData("crash", "Runtime.ExitError", "was ended by signal 11 (SIGSEGV)")]
    [InlineData("garbage", "Runtime.ExitError", "broke the frame protocol")]
    [InlineData("half a frame", "Runtime.ExitError", "exited with status 5")]
    [InlineData("close", "Runtime.ExitError", "closed its channel")]
    [InlineData("exit with a child", "Runtime.ExitError", "exited with status 6")]
    [InlineData("recursion", "RecursionError", "recursion")]
    [InlineData("no JSON", "Runtime.MarshalError", "")]
    [InlineData("deep", "Runtime.MarshalError", "")]
    [InlineData("large", "Function.ResponseSizeTooLarge", "6291556")]
    [InlineData("long message", "ValueError", "yyyy")]
    public async Task A_Python_handler_that_fails_is_told_of_and_the_next_event_is_served(string how, string errorType, string message)
    {
        using var function = new FunctionFolder().Python(Python);
        await using var run = await BootstrapRun.StartAsync(function);

        var outcome = await run.SurvivesAsync($"\"{how}\"");

        outcome.AssertErrorIs(errorType, message);
        Assert.InRange(outcome.Body.Length, 1, 256 * 1024);
    }

    [Theory]
    [InlineData("raise", "TypeError", "no such thing")]
    [InlineData("exit", "Runtime.ExitError", "exited with status 3")]
    [InlineData("kill", "Runtime.ExitError", "was ended by signal 9 (SIGKILL)")]
    [InlineData("garbage", "Runtime.ExitError", "broke the frame protocol")]
    [InlineData("throw later", "RangeError", "too late")]
    [InlineData("reject unseen", "Runtime.UnhandledPromiseRejection", "not seen")]
    [InlineData("cycle", "Runtime.MarshalError", "circular")]
    [InlineData("large", "Function.ResponseSizeTooLarge", "6291556")]
    public async Task A_Node_handler_that_fails_is_told_of_and_the_next_event_is_served(string how, string errorType, string message)
    {
        using var function = NodeFunction();
        await using var run = await BootstrapRun.StartAsync(function);

        var outcome = await run.SurvivesAsync($"\"{how}\"");

        outcome.AssertErrorIs(errorType, message);
    }

    [Theory]
    [InlineData("hang")]
    [InlineData("hang with a child")]
    public async Task A_Python_handler_that_never_answers_is_ended_with_everything_it_has_started(string how)
    {
        using var function = new FunctionFolder().Python(Python);
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.SurvivesAsync(Timeouts.Short($"\"{how}\""))).AssertFailed("Runtime.HandlerTimeout", "handler", "handle", "was still running");
    }

    [Theory]
    [InlineData("hang")]
    [InlineData("block")]
    [InlineData("hang with a child")]
    public async Task A_Node_handler_that_never_answers_is_ended_with_everything_it_has_started(string how)
    {
        using var function = NodeFunction();
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.SurvivesAsync(Timeouts.Short($"\"{how}\""))).AssertFailed("Runtime.HandlerTimeout", "handler", "handle", "was still running");
    }

    [Fact]
    public async Task A_handler_that_died_while_nothing_happened_is_replaced()
    {
        using var function = new FunctionFolder().Python("""
            import os
            def handle(event, context):
                return os.getpid()
            """);
        await using var run = await BootstrapRun.StartAsync(function);
        var first = (await run.InvokeAsync("1")).Json.GetInt32();
        var level = await run.LevelAsync();

        _ = ProcessTable.Signal(first, ProcessTable.Kill);
        await Wait.UntilAsync(() => !ProcessTable.IsAlive(first), () => "the handler does not die");
        var second = (await run.InvokeAsync("2")).Json.GetInt32();
        var third = (await run.InvokeAsync("3")).Json.GetInt32();

        Assert.NotEqual(first, second);
        Assert.Equal(second, third);
        await run.ReturnsToAsync(level);
    }

    [Fact]
    public async Task A_handler_that_cannot_be_started_again_fails_its_events_until_it_can()
    {
        using var function = new FunctionFolder().Python("""
            import os
            if os.path.exists("broken"):
                raise RuntimeError("cannot load twice")
            def handle(event, context):
                if event == "break":
                    open("broken", "w").close()
                    os._exit(1)
                if event == "hello":
                    return "hello"
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.InvokeAsync("\"break\"")).AssertErrorIs("Runtime.ExitError", "exited with status 1");
        (await run.InvokeAsync("\"hello\"")).AssertErrorIs("RuntimeError", "cannot load twice");
        System.IO.File.Delete(function["broken"]);

        Assert.Equal("\"hello\"", (await run.InvokeAsync("\"hello\"")).ResponseText());
    }

    private static FunctionFolder NodeFunction() => new FunctionFolder().File("app.js", Node).Handler("""
        "runtime":"node","handler":"app.handle"
        """);
}
