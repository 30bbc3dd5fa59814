using System.Text.Json;

namespace Sor.Processes.Tests;

/// <summary>Workers that take one event at a time: as many as invocations need, up to a bound.</summary>
public sealed class PoolTests
{
    private const string Held = """
        def invoke(header, body):
            if body != b'"quick"':
                open("held-%d" % os.getpid(), "w")
                while not os.path.exists("go"): time.sleep(0.005)
            answer(header, body)
        """;

    [Fact]
    public void One_invocation_after_the_other_needs_one_process()
    {
        using var host = new LoopHost();
        using var program = host.Frames(1, "def invoke(header, body): answer(header, body)");
        host.Run(async () =>
        {
            var pids = new HashSet<int>();
            for (var i = 0; i < 50; i++)
                pids.Add(Take(await program.Before($"{i}"), i));
            Assert.Single(pids);
        });
        Assert.Empty(host.Restarts);
    }

    [Fact]
    public void Invocations_at_the_same_time_get_processes_of_their_own_up_to_a_bound()
    {
        using var host = new LoopHost();
        using var program = host.Frames(1, Held);
        host.Run(async () =>
        {
            var calls = Enumerable.Range(0, 40).Select(i => program.Before($"{i}")).ToList();
            await host.UntilAsync(() => Directory.GetFiles(Path.GetDirectoryName(host["x"])!, "held-*").Length == WorkerPool<FrameWorker>.MaxProcesses);
            Assert.Equal(WorkerPool<FrameWorker>.MaxProcesses, host.Processes.Count);
            File.WriteAllText(host["go"], "");
            var answers = await Task.WhenAll(calls);
            var pids = answers.Select(answer => Take(answer)).ToHashSet();
            Assert.Equal(WorkerPool<FrameWorker>.MaxProcesses, pids.Count);
            Assert.Contains(Take(await program.Before("0"), 0), pids);
        });
        Assert.Empty(host.Restarts);
    }

    [Fact]
    public void A_stuck_one_is_replaced_and_the_others_work_on()
    {
        using var host = new LoopHost();
        using var program = host.Frames(1, Held);
        host.Run(async () =>
        {
            var slow = program.Before("1");
            await host.UntilAsync(() => Directory.GetFiles(Path.GetDirectoryName(host["x"])!, "held-*").Length == 1);
            var stuck = program.Before("2", TimeSpan.FromSeconds(2));
            var quick = Take(await program.Before("\"quick\""));
            _ = (await stuck).Failed("Runtime.StageTimeout", "was still running");
            File.WriteAllText(host["go"], "");
            Assert.NotEqual(quick, Take(await slow, 1));
        });
    }

    [Fact]
    public void Whoever_waits_goes_on_when_a_process_dies()
    {
        using var host = new LoopHost();
        using var program = host.Frames(1, """
            def invoke(header, body):
                while not os.path.exists("go"): time.sleep(0.005)
                if body == b'"bad"': os._exit(3)
                answer(header, body)
            """);
        host.Run(async () =>
        {
            var bad = Enumerable.Range(0, WorkerPool<FrameWorker>.MaxProcesses).Select(_ => program.Before("\"bad\"")).ToList();
            var good = Enumerable.Range(0, 20).Select(i => program.Before($"{i}")).ToList();
            await host.UntilAsync(() => host.Processes.Count == WorkerPool<FrameWorker>.MaxProcesses);
            File.WriteAllText(host["go"], "");
            foreach (var outcome in await Task.WhenAll(bad))
                _ = outcome.Failed("Runtime.StageFailed", "exited with status 3");
            var answers = await Task.WhenAll(good);
            for (var i = 0; i < answers.Length; i++)
                _ = Take(answers[i], i);
        });
    }

    [Fact]
    public void A_program_that_cannot_start_fails_all_that_wait_and_starts_when_it_can()
    {
        using var host = new LoopHost();
        using var program = new FrameProgram(host.Host, FrameWorkers.Stage(), [host.Program("worker", """
            #!/bin/sh
            [ -e works ] || exit 7
            exec ./works
            """)]);
        host.Run(async () =>
        {
            foreach (var outcome in await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => program.Before("1"))))
                _ = outcome.Failed("Runtime.StageFailed", "exited with status 7");
            Assert.NotNull(program.StartFailure);
            _ = host.Program("works", FrameWorkers.Script(1, "def invoke(header, body): answer(header, body)"));
            _ = Take(await program.Before("1"), 1);
        });
    }

    [Fact]
    public void An_orderly_refusal_to_start_is_told_with_its_own_words()
    {
        using var host = new LoopHost();
        using var program = new FrameProgram(host.Host, FrameWorkers.Stage(), [host.Program("worker", RawFrames.Script("""
            send({"type": "error", "errorType": "NoKey", "errorMessage": "there is no key"})
            """))]);
        host.Run(async () =>
        {
            program.BeginPrepare();
            await program.PrepareAsync();
            Assert.Equal("NoKey", program.StartFailure?.ErrorType);
            var failure = (await program.Before("1")).Failed("NoKey", "there is no key");
            Assert.Equal("worker", failure.Stage);
        });
    }

    [Fact]
    public void A_budget_that_is_shorter_than_the_start_leaves_the_start_alone()
    {
        using var host = new LoopHost();
        using var program = new FrameProgram(host.Host, FrameWorkers.Stage(), [host.Program("worker", "#!/bin/sh\nwhile [ ! -e go ]; do sleep 0.01; done\nexec ./works\n")]);
        _ = host.Program("works", FrameWorkers.Script(1, "def invoke(header, body): answer(header, body)"));
        host.Run(async () =>
        {
            var invocation = Calls.Of("1", TimeSpan.FromMinutes(1));
            var budget = Calls.Of("1", TimeSpan.FromMilliseconds(20)).CutOffTimestamp;
            _ = (await program.RunAsync(Phase.Before, invocation.Until(budget))).Failed("Runtime.StageTimeout", "");
            File.WriteAllText(host["go"], "");
            _ = Take(await program.Before("1"), 1);
        });
        Assert.Empty(host.Restarts);
    }

    private static int Take(Outcome outcome) => JsonDocument.Parse(outcome.Text()).RootElement[1].GetInt32();

    private static int Take(Outcome outcome, int expected)
    {
        Assert.Equal(expected, JsonDocument.Parse(outcome.Text()).RootElement[0].GetInt32());
        return Take(outcome);
    }
}
