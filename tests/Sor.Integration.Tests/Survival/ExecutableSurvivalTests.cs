namespace Sor.Integration.Tests;

/// <summary>Executable middlewares that misbehave in every way.</summary>
public sealed class ExecutableSurvivalTests
{
    [Theory]
    [InlineData("exit 1", "Runtime.StageFailed", "exited with status 1")]
    [InlineData("echo half; exit 1", "Runtime.StageFailed", "exited with status 1")]
    [InlineData("kill -SEGV $$", "Runtime.StageFailed", "was ended by signal 11 (SIGSEGV)")]
    [InlineData("echo half; kill -KILL $$", "Runtime.StageFailed", "was ended by signal 9 (SIGKILL)")]
    [InlineData("exit 0", "Runtime.StageFailed", "wrote nothing to STDOUT")]
    [InlineData("exec >&-; exit 0", "Runtime.StageFailed", "wrote nothing to STDOUT")]
    [InlineData("head -c 100000000 /dev/zero", "Runtime.StageOutputTooLarge", "more than 6291556 bytes")]
    [InlineData("exec cat /dev/zero", "Runtime.StageOutputTooLarge", "more than 6291556 bytes")]
    [InlineData("head -c 100000000 /dev/zero >&4; echo 1", "Runtime.StageFailed", "98304 bytes of notes")]
    [InlineData("head -c 3000000 /dev/zero | tr '\\0' 'e' >&2; exit 1", "Runtime.StageFailed", "exited with status 1; its last words: eeee")]
    [InlineData("sleep 600 & exit 1", "Runtime.StageFailed", "exited with status 1")]
    public async Task An_executable_that_fails_is_named_and_the_next_event_is_served(string what, string errorType, string message)
    {
        foreach (var phase in (string[])["before", "after"])
        {
            using var function = Function(phase, what);
            await using var run = await BootstrapRun.StartAsync(function);

            (await run.SurvivesAsync("\"bad\"")).AssertFailed(errorType, "trouble", phase, message);
        }
    }

    [Theory]
    [InlineData("sleep 600")]
    [InlineData("exec sleep 600")]
    [InlineData("trap '' TERM HUP INT; sleep 600")]
    [InlineData("echo half; sleep 600 & wait")]
    [InlineData("while :; do :; done")]
    public async Task An_executable_that_hangs_is_ended_with_everything_it_has_started(string what)
    {
        using var function = Function("before", what);
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.SurvivesAsync(Timeouts.Short("\"bad\""))).AssertFailed("Runtime.StageTimeout", "trouble", "before", "was still running");
    }

    [Theory]
    [InlineData("echo '\"fine\"'; sleep 600 &")]
    [InlineData("echo '\"fine\"'; sleep 600 4>&- &")]
    [InlineData("echo '\"fine\"'; (sleep 600 & sleep 601) >/dev/null &")]
    public async Task A_grandchild_that_holds_the_output_delays_nothing_and_is_ended(string what)
    {
        using var function = Function("before", what);
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("\"fine\"", (await run.SurvivesAsync("\"bad\"")).ResponseText());
    }

    [Fact]
    public async Task A_grandchild_that_has_left_the_group_delays_nothing()
    {
        using var function = Function("before", "echo '\"fine\"'; setsid sleep 600 &");
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("\"fine\"", (await run.InvokeAsync("\"bad\"")).ResponseText());
        Assert.Equal("\"good\"", (await run.InvokeAsync("\"good\"")).ResponseText());
    }

    [Theory]
    [InlineData("\"standby\":true")]
    [InlineData("\"standby\":false")]
    public async Task A_missing_executable_is_named_and_served_as_soon_as_it_is_there(string options)
    {
        using var function = new FunctionFolder().Stage("ghost", options: options);
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.InvokeAsync("1")).AssertFailed("Runtime.StageFailed", "ghost", "before", "No such file or directory");
        var level = await run.LevelAsync();
        (await run.InvokeAsync("2")).AssertFailed("Runtime.StageFailed", "ghost", "before", function["middlewares/ghost"]);
        await run.ReturnsToAsync(level);
        _ = function.Executable("middlewares/ghost", "#!/bin/sh\nexec cat\n");

        Assert.Equal("3", (await run.InvokeAsync("3")).ResponseText());
    }

    [Theory]
    [InlineData("#!/bin/sh\nexec cat\n", "chmod +x")]
    public async Task A_file_that_is_not_executable_is_named_with_the_remedy(string content, string remedy)
    {
        using var function = new FunctionFolder().Stage("plain").File("middlewares/plain", content);
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.InvokeAsync("1")).AssertFailed("Runtime.StageFailed", "plain", "before", remedy);
        _ = function.Executable("middlewares/plain", content);

        Assert.Equal("2", (await run.InvokeAsync("2")).ResponseText());
    }

    [Theory]
    [InlineData("#!/no/such/interpreter\n", "its #! line")]
    [InlineData("echo no first line\n", "#!/bin/sh")]
    [InlineData("\u007fELF broken", "#!/bin/sh")]
    public async Task A_file_that_the_system_cannot_execute_is_named_with_the_remedy(string content, string remedy)
    {
        using var function = new FunctionFolder().Exec("odd", content);
        await using var run = await BootstrapRun.StartAsync(function);
        _ = await run.InvokeAsync("1");
        var level = await run.LevelAsync();

        (await run.InvokeAsync("2")).AssertFailed("Runtime.StageFailed", "odd", "before", remedy);
        await run.ReturnsToAsync(level);
    }

    [Theory]
    [InlineData("\"standby\":true")]
    [InlineData("\"standby\":false")]
    public async Task An_executable_that_ends_before_it_reads_is_named_and_served_as_soon_as_it_works(string options)
    {
        using var function = new FunctionFolder().Exec("early", """
            #!/bin/sh
            [ -e works ] || { echo "not yet" >&2; exit 7; }
            exec cat
            """, options);
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.InvokeAsync(new FakeEvent { Body = Payloads.OfSize(1_048_576) })).AssertFailed("Runtime.StageFailed", "early", "before", "exited with status 7; its last words: not yet");
        _ = function.File("works", "");

        Assert.Equal("[]", (await run.InvokeAsync("[]")).ResponseText());
    }

    [Fact]
    public async Task An_executable_that_closes_its_STDIN_early_is_served()
    {
        using var function = new FunctionFolder().Exec("deaf", """
            #!/bin/sh
            head -c 10
            exec <&-
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync(new FakeEvent { Text = "0123456789" + new string('x', 6_000_000), ContentType = "text/plain" });

        Assert.Equal("0123456789", answer.ResponseText());
    }

    [Fact]
    public async Task An_executable_that_floods_its_log_loses_neither_the_log_nor_the_answer()
    {
        using var function = new FunctionFolder().Exec("flood", """
            #!/bin/sh
            head -c 1000000 /dev/zero | tr '\0' 'e' >&2
            echo >&2
            exec cat
            """, """
            "phases":["before"]
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("1", (await run.InvokeAsync("1")).ResponseText());

        await Wait.UntilAsync(() => run.Stderr.Text.Count(c => c == 'e') >= 1_000_000, () => "the log is incomplete");
    }

    /// <summary>Passes everything on but "bad", at which it does in one phase what it is told.</summary>
    private static FunctionFolder Function(string phase, string what) => new FunctionFolder().Exec("trouble", $$"""
        #!/bin/sh
        event=$(cat)
        [ "$event" = '"bad"' ] && [ $1 = {{phase}} ] && { {{what}}
        exit; }
        echo "$event"
        """);
}
