namespace Sor.Processes.Tests;

/// <summary>A filter whose answers might slip by one is ended, its event fails and says why, and the next event gets its own answer.</summary>
public sealed class LinesRulesTests
{
    private const string Echo = "write(line)";

    [Theory]
    [InlineData("write(line + line)", "answered with more than one line")]
    [InlineData("write(line + '\\n')", "answered with more than one line")]
    [InlineData("write('not json\\n')", "not one JSON document")]
    [InlineData("write('\\n')", "not one JSON document")]
    [InlineData("write('1 2\\n')", "not one JSON document")]
    [InlineData("write('{\"a\":\\n')", "not one JSON document")]
    [InlineData("sys.stdout.buffer.write(b'\"\\xff\"\\n'); sys.stdout.flush()", "not one JSON document")]
    [InlineData("os._exit(3)", "exited with status 3")]
    [InlineData("os._exit(0)", "exited with status 0")]
    [InlineData("write('half a line'); os._exit(4)", "exited with status 4")]
    [InlineData("print('last words', file=sys.stderr, flush=True); os._exit(3)", "exited with status 3; its last words: last words")]
    [InlineData("os.kill(os.getpid(), 9)", "was ended by signal 9 (SIGKILL)")]
    [InlineData("os.close(1); time.sleep(600)", "closed its STDIN or STDOUT")]
    [InlineData("os._exit(6) if os.fork() else time.sleep(600)", "exited with status 6")]
    public void What_breaks_the_rules_fails_its_event_and_is_replaced(string what, string message)
    {
        using var host = new LoopHost();
        using var program = host.Python($"if value == 'bad':\n    {what}\nelse:\n    {Echo}");
        host.Run(async () =>
        {
            Assert.Equal("1", (await program.RunAsync(Phase.Before, Calls.Of("1"))).Text());
            var failure = (await program.RunAsync(Phase.Before, Calls.Of("\"bad\""))).Failed("Runtime.StageFailed", message);
            Assert.Equal("filter", failure.Stage);
            Assert.Equal(Phase.Before, failure.Phase);
            Assert.Equal("2", (await program.RunAsync(Phase.Before, Calls.Of("2"))).Text());
        });
        Assert.Single(host.Restarts);
    }

    [Fact]
    public void A_line_that_comes_after_the_answer_fails_the_next_event_and_no_other()
    {
        using var host = new LoopHost();
        using var program = host.Python($"{Echo}\nif value == 'bad':\n    time.sleep(0.05)\n    write('\"slipped\"\\n')");
        host.Run(async () =>
        {
            Assert.Equal("\"bad\"", (await program.RunAsync(Phase.Before, Calls.Of("\"bad\""))).Text());
            var process = Assert.Single(host.Processes);

            // The line ends the process as soon as the loop sees it: nothing that the program does afterwards can be waited for.
            await host.UntilAsync(() => !host.Processes.Contains(process));
            _ = (await program.RunAsync(Phase.Before, Calls.Of("1"))).Failed("Runtime.StageFailed", "wrote more than one line for the event before");
            Assert.Equal("2", (await program.RunAsync(Phase.Before, Calls.Of("2"))).Text());
        });
        Assert.Contains("more than one line", Assert.Single(host.Restarts), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missed_cut_off_ends_the_process_with_its_group()
    {
        using var host = new LoopHost();
        using var program = host.Python($"if value == 'bad':\n    os.fork()\n    time.sleep(600)\nelse:\n    {Echo}");
        host.Run(async () =>
        {
            Assert.Equal("1", (await program.RunAsync(Phase.Before, Calls.Of("1"))).Text());
            _ = (await program.RunAsync(Phase.Before, Calls.Of("\"bad\"", TimeSpan.FromMilliseconds(50)))).Failed("Runtime.StageTimeout", "was still running");
            Assert.Equal("2", (await program.RunAsync(Phase.Before, Calls.Of("2"))).Text());
        });
        Assert.Equal("filter: missed its cut-off", Assert.Single(host.Restarts));
    }

    [Fact]
    public void A_late_answer_belongs_to_no_later_event()
    {
        using var host = new LoopHost();
        using var program = host.Python($"if value == 'late':\n    time.sleep(0.1)\n{Echo}");
        host.Run(async () =>
        {
            for (var i = 0; i < 5; i++)
            {
                _ = (await program.RunAsync(Phase.Before, Calls.Of("\"late\"", TimeSpan.FromMilliseconds(20)))).Failed("Runtime.StageTimeout", "was still running");
                Assert.Equal($"{i}", (await program.RunAsync(Phase.Before, Calls.Of($"{i}"))).Text());
            }
        });
    }

    [Theory]
    [InlineData("write('\"' + 'x' * 5000 + '\"\\n')")]
    [InlineData("write('x' * 5000)\n    time.sleep(600)")]
    [InlineData("while True: write('x' * 100000)")]
    public void An_answer_above_the_limit_ends_the_process(string what)
    {
        using var host = new LoopHost();
        using var program = host.Python($"if value == 'bad':\n    {what}\nelse:\n    {Echo}", options => options with { OutputLimitBytes = 1000 });
        host.Run(async () =>
        {
            _ = (await program.RunAsync(Phase.Before, Calls.Of("\"bad\""))).Failed("Runtime.StageOutputTooLarge", "1000 bytes");
            Assert.Equal("2", (await program.RunAsync(Phase.Before, Calls.Of("2"))).Text());
        });
    }

    [Fact]
    public void An_answer_of_just_the_limit_is_taken()
    {
        using var host = new LoopHost();
        using var program = host.Python("write('\"' + 'x' * 998 + '\"\\n')", options => options with { OutputLimitBytes = 1000 });
        host.Run(async () => Assert.Equal(1000, (await program.RunAsync(Phase.Before, Calls.Of("1"))).Text().Length));
    }

    [Fact]
    public void An_answer_before_the_event_was_read_is_none()
    {
        using var host = new LoopHost();
        using var program = host.Command([host.Program("hasty", """
            #!/bin/sh
            echo '"hasty"'
            exec sleep 600
            """)]);
        host.Run(async () =>
        {
            // More than the pipe holds, so that the host is still writing.
            var large = $"\"{new string('x', 3_000_000)}\"";
            _ = (await program.RunAsync(Phase.Before, Calls.Of(large))).Failed("Runtime.StageFailed", "");
        });
    }

    [Fact]
    public void A_process_that_ends_after_each_answer_serves_every_event()
    {
        using var host = new LoopHost();
        using var program = host.Command(["/usr/bin/head", "-n", "1"]);
        host.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
                Assert.Equal($"{i}", (await program.RunAsync(Phase.Before, Calls.Of($"{i}"))).Text());
        });
    }

    [Fact]
    public void A_program_that_ends_at_once_fails_every_event()
    {
        using var host = new LoopHost();
        using var program = host.Command(["/bin/true"]);
        host.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
                _ = (await program.RunAsync(Phase.Before, Calls.Of("1"))).Failed("Runtime.StageFailed", "");
        });
    }

    [Fact]
    public void A_program_that_is_missing_is_named_and_served_as_soon_as_it_is_there()
    {
        using var host = new LoopHost();
        using var program = host.Command([host["ghost"]]);
        host.Run(async () =>
        {
            _ = (await program.RunAsync(Phase.Before, Calls.Of("1"))).Failed("Runtime.StageFailed", "No such file or directory");
            Assert.NotNull(program.StartFailure);
            _ = host.Program("ghost", "#!/bin/sh\nexec cat\n");
            Assert.Equal("1", (await program.RunAsync(Phase.Before, Calls.Of("1"))).Text());
            Assert.Null(program.StartFailure);
        });
    }
}
