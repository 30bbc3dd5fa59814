using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sor.Processes.Tests;

/// <summary>Filters that keep the rules.</summary>
public sealed class LinesProgramTests
{
    [Fact]
    public void An_ordinary_filter_is_a_middleware()
    {
        using var host = new LoopHost();
        using var program = host.Command(["/usr/bin/jq", "-c", "--unbuffered", "del(.password)"]);
        host.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
                Assert.Equal($$"""{"user":{{i}}}""", (await program.RunAsync(Phase.Before, Calls.Of($$"""{"user":{{i}},"password":"secret"}"""))).Text());
        });
        Assert.Empty(host.Restarts);
    }

    [Fact]
    public void A_document_of_many_lines_is_given_as_one()
    {
        using var host = new LoopHost();
        using var program = host.Command(["/bin/cat"]);
        host.Run(async () => Assert.Equal(
            """{   "a": 1,  "b": "x\ny" }""",
            (await program.RunAsync(Phase.Before, Calls.Of("{ \r\n\"a\": 1,\n \"b\": \"x\\ny\"\n}"))).Text()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("text")]
    [InlineData("{\"a\":1}{\"b\":2}")]
    [InlineData("1\n2")]
    public void A_payload_that_is_not_JSON_is_no_fault_of_the_filter(string payload)
    {
        using var host = new LoopHost();
        using var program = host.Command(["/bin/cat"]);
        host.Run(async () =>
        {
            _ = (await program.RunAsync(Phase.Before, Calls.Of(payload))).Failed("Runtime.StageFailed", "this payload is not JSON", isBreakdown: false);
            Assert.Equal("1", (await program.RunAsync(Phase.Before, Calls.Of("1"))).Text());
        });
        Assert.Empty(host.Restarts);
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_refused_before_the_filter_sees_them()
    {
        using var host = new LoopHost();
        using var program = host.Command(["/bin/cat"]);
        host.Run(async () => _ = (await program.RunAsync(Phase.Before, Calls.Of([(byte)'"', 0xff, (byte)'"'])))
            .Failed("Runtime.StageFailed", "this payload is not JSON", isBreakdown: false));
    }

    [Fact]
    public void A_filter_that_writes_while_it_reads_is_never_waited_for()
    {
        // cat holds less than a document of this size: both pipes fill up.
        using var host = new LoopHost();
        using var program = host.Command(["/bin/cat"]);
        var document = $"\"{new string('x', 6_000_000)}\"";
        host.Run(async () =>
        {
            for (var i = 0; i < 3; i++)
                Assert.Equal(document, (await program.RunAsync(Phase.Before, Calls.Of(document))).Text());
        });
        Assert.Empty(host.Restarts);
    }

    [Fact]
    public void Each_phase_has_a_process_of_its_own_and_before_is_the_default()
    {
        using var host = new LoopHost();
        using var alone = host.Python("write(json.dumps(os.getpid()) + '\\n')");
        using var both = host.Python("write(json.dumps(os.getpid()) + '\\n')", options => options with { Phases = Phase.Before | Phase.After });
        Assert.Equal(Phase.Before, alone.Phases);
        host.Run(async () =>
        {
            var before = (await both.RunAsync(Phase.Before, Calls.Of("1"))).Text();
            var after = (await both.RunAsync(Phase.After, Calls.Of("1"))).Text();
            Assert.NotEqual(before, after);
            Assert.Equal(before, (await both.RunAsync(Phase.Before, Calls.Of("1"))).Text());
            Assert.Equal(after, (await both.RunAsync(Phase.After, Calls.Of("1"))).Text());
        });
    }

    [Fact]
    public void It_is_told_its_name_and_configuration_and_its_errors_are_log()
    {
        using var host = new LoopHost();
        using var program = host.Python(
            "print('to the log', file=sys.stderr, flush=True)\nwrite(json.dumps([os.environ['SOR_STAGE'], os.environ['SOR_STAGE_CONFIG'], len(sys.argv)]) + '\\n')",
            options => options with { ConfigJson = """{"a":1}""" });
        host.Run(async () =>
        {
            Assert.Equal("""["filter", "{\"a\":1}", 1]""", (await program.RunAsync(Phase.Before, Calls.Of("1"))).Text());
            await host.UntilAsync(() => host.Log == "to the log\n");
        });
    }

    [Fact]
    public void A_process_that_died_between_events_is_replaced_without_a_failure()
    {
        using var host = new LoopHost();
        using var program = host.Python("write(json.dumps(os.getpid()) + '\\n')");
        host.Run(async () =>
        {
            for (var i = 0; i < 5; i++)
            {
                var pid = int.Parse((await program.RunAsync(Phase.Before, Calls.Of("1"))).Text(), CultureInfo.InvariantCulture);
                _ = ProcessTable.Signal(pid, ProcessTable.Kill);
                await host.UntilAsync(() => !ProcessTable.IsAlive(pid));
            }
        });
        Assert.All(host.Restarts, restart => Assert.Contains("SIGKILL", restart, StringComparison.Ordinal));
    }

    [Fact]
    public void Invocations_at_the_same_time_get_processes_of_their_own_up_to_a_bound()
    {
        using var host = new LoopHost();
        using var program = host.Python("while not os.path.exists('go'): time.sleep(0.005)\nwrite(json.dumps([value, os.getpid()]) + '\\n')");
        host.Run(async () =>
        {
            var calls = Enumerable.Range(0, 40).Select(i => program.RunAsync(Phase.Before, Calls.Of($"{i}")).AsTask()).ToList();
            await host.UntilAsync(() => host.Processes.Count == WorkerPool<LineProcess>.MaxProcesses);
            File.WriteAllText(host["go"], "");
            var answers = (await Task.WhenAll(calls)).Select(outcome => JsonDocument.Parse(outcome.Text()).RootElement).ToList();
            Assert.Equal(Enumerable.Range(0, 40), answers.Select(answer => answer[0].GetInt32()));
            Assert.Equal(WorkerPool<LineProcess>.MaxProcesses, answers.Select(answer => answer[1].GetInt32()).Distinct().Count());
        });
    }

    [Fact]
    public void Whoever_waits_for_a_process_waits_no_longer_than_it_has_time()
    {
        using var host = new LoopHost();
        using var program = host.Python("while not os.path.exists('go'): time.sleep(0.005)\nwrite(line)");
        host.Run(async () =>
        {
            var calls = Enumerable.Range(0, WorkerPool<LineProcess>.MaxProcesses).Select(i => program.RunAsync(Phase.Before, Calls.Of($"{i}")).AsTask()).ToList();
            _ = (await program.RunAsync(Phase.Before, Calls.Of("\"waits\"", TimeSpan.FromMilliseconds(50)))).Failed("Runtime.StageTimeout", "");
            File.WriteAllText(host["go"], "");
            Assert.Equal(calls.Count, (await Task.WhenAll(calls)).Select(Calls.Text).Distinct().Count());
        });
    }

    [Fact]
    public void Far_too_many_invocations_are_told_so()
    {
        using var host = new LoopHost();
        using var program = host.Python("while not os.path.exists('go'): time.sleep(0.005)\nwrite(line)");
        host.Run(async () =>
        {
            var calls = Enumerable.Range(0, WorkerPool<LineProcess>.MaxProcesses + 1000).Select(i => program.RunAsync(Phase.Before, Calls.Of($"{i}")).AsTask()).ToList();
            var failure = (await program.RunAsync(Phase.Before, Calls.Of("1"))).Failed("Runtime.StageOverloaded", "too many events waiting", isBreakdown: false);
            Assert.Equal(FailureClass.Overload, failure.Class);
            Assert.True(failure.Retry);
            File.WriteAllText(host["go"], "");
            var answers = await Task.WhenAll(calls);
            Assert.Equal(Enumerable.Range(0, calls.Count), answers.Select(answer => int.Parse(answer.Text(), CultureInfo.InvariantCulture)));
        });
    }

    [Fact]
    public void The_content_type_stays_and_the_handlers_is_JSON()
    {
        using var host = new LoopHost();
        using var program = host.Command(["/bin/cat"], options => options with { Phases = Phase.Before | Phase.Handle });
        host.Run(async () =>
        {
            var event_ = Calls.Of(Encoding.UTF8.GetBytes("{}"), null, ContentTypes.HttpRequest);
            Assert.Equal(ContentTypes.HttpRequest, (await program.RunAsync(Phase.Before, event_)).Payload.ContentType);
            Assert.Equal(ContentTypes.Json, (await program.RunAsync(Phase.Handle, event_)).Payload.ContentType);
        });
    }
}
