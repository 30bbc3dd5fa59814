using System.Text.Json;

namespace Sor.Processes.Tests;

/// <summary>Workers that take many events at a time, and answer them in any order.</summary>
public sealed class MultiplexingTests
{
    // Holds events back until "go" comes, then answers the newest first.
    private const string Held = """
        def invoke(header, body):
            if body == b'"go"':
                while held: answer(*held.pop())
                answer(header, body)
            elif body == b'"quick"':
                answer(header, body)
            else:
                held.append((header, body))
        """;

    [Fact]
    public void One_process_answers_in_any_order()
    {
        using var host = new LoopHost();
        using var program = host.Frames(100, Held);
        host.Run(async () =>
        {
            var calls = Enumerable.Range(0, 99).Select(i => program.Before($"{i}")).ToList();
            var pid = Take(await program.Before("\"go\""));
            var answers = await Task.WhenAll(calls);
            for (var i = 0; i < answers.Length; i++)
                Assert.Equal((i, pid), (Number(answers[i]), Take(answers[i])));
        });
        Assert.Empty(host.DroppedFrames);
        Assert.Empty(host.Restarts);
    }

    [Fact]
    public void No_more_are_given_than_it_takes_and_the_others_wait()
    {
        using var host = new LoopHost();
        using var program = host.Frames(4, """
            most = 0
            def invoke(header, body):
                global most
                held.append((header, body))
                most = max(most, len(held))
                open("most", "w").write(str(most))
                if len(held) == 4 or not body.isdigit():
                    while held: answer(*held.pop(0))
            """);
        host.Run(async () =>
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => program.Before($"{i}")));
            Assert.Equal(Enumerable.Range(0, 40), answers.Select(Number));
            Assert.Single(answers.Select(Take).Distinct());
        });
        Assert.Equal("4", File.ReadAllText(host["most"]));
    }

    [Fact]
    public void Large_events_and_answers_of_many_invocations_stay_apart()
    {
        using var host = new LoopHost();
        using var program = host.Frames(50, """
            def invoke(header, body): send({"type": "result", "id": header["id"]}, body)
            """);
        host.Run(async () =>
        {
            var documents = Enumerable.Range(0, 12).Select(i => new string((char)('a' + i), 1_000_000 + i)).ToList();
            var answers = await Task.WhenAll(documents.Select(document => program.Before(document)));
            Assert.Equal(documents, answers.Select(Calls.Text));
        });
    }

    [Fact]
    public void An_event_that_misses_its_cut_off_is_given_up_and_its_late_answer_dropped()
    {
        using var host = new LoopHost();
        using var program = host.Frames(8, Held);
        host.Run(async () =>
        {
            var pid = Take(await program.Before("\"quick\""));
            _ = (await program.Before("1", TimeSpan.FromMilliseconds(30))).Failed("Runtime.StageTimeout", "is not waited for any more");
            _ = (await program.Before("2", TimeSpan.FromMilliseconds(30))).Failed("Runtime.StageTimeout", "is not waited for any more");
            Assert.Equal(pid, Take(await program.Before("\"go\"")));
            await host.UntilAsync(() => host.DroppedFrames.Count == 2);

            // Both places are free again: more would have been a quarter.
            _ = (await program.Before("3", TimeSpan.FromMilliseconds(30))).Failed("Runtime.StageTimeout", "");
            Assert.Equal(pid, Take(await program.Before("\"quick\"")));
        });
        Assert.Equal(["worker", "worker"], host.DroppedFrames);
        Assert.Empty(host.Restarts);
    }

    [Fact]
    public void A_worker_with_more_than_a_quarter_of_its_places_left_unanswered_finishes_the_rest_and_is_replaced()
    {
        using var host = new LoopHost();
        using var program = host.Frames(4, """
            def invoke(header, body):
                if body == b'"stuck"': return
                if body == b'"slow"':
                    while not os.path.exists("go"): time.sleep(0.005)
                answer(header, body)
            """);
        host.Run(async () =>
        {
            var old = Take(await program.Before("\"quick\""));
            _ = (await program.Before("\"stuck\"", TimeSpan.FromMilliseconds(30))).Failed("Runtime.StageTimeout", "");
            Assert.Equal(old, Take(await program.Before("\"quick\"")));
            var slow = program.Before("\"slow\"");
            _ = (await program.Before("\"stuck\"", TimeSpan.FromMilliseconds(30))).Failed("Runtime.StageTimeout", "");
            var fresh = Take(await program.Before("\"quick\""));
            Assert.NotEqual(old, fresh);
            File.WriteAllText(host["go"], "");
            Assert.Equal(old, Take(await slow));
            await host.UntilAsync(() => !ProcessTable.IsAlive(old));
            Assert.Equal(fresh, Take(await program.Before("\"quick\"")));
        });
        Assert.Contains("more than a quarter", Assert.Single(host.Restarts), StringComparison.Ordinal);
    }

    [Fact]
    public void A_worker_whose_loop_is_blocked_is_replaced_when_it_does_not_answer_a_ping()
    {
        using var host = new LoopHost();
        using var program = host.Frames(100, """
            def invoke(header, body):
                if body == b'"block"': time.sleep(600)
                answer(header, body)
            """);
        host.Run(async () =>
        {
            var old = Take(await program.Before("\"quick\""));
            _ = (await program.Before("\"block\"", TimeSpan.FromMilliseconds(30))).Failed("Runtime.StageTimeout", "");
            await host.UntilAsync(() => host.Restarts.Count == 1);
            Assert.NotEqual(old, Take(await program.Before("\"quick\"")));
            Assert.False(ProcessTable.IsAlive(old));
        });
        Assert.Equal("worker: does not answer a ping", Assert.Single(host.Restarts));
    }

    [Fact]
    public void A_worker_that_dies_fails_all_that_it_had_and_serves_the_next()
    {
        using var host = new LoopHost();
        using var program = host.Frames(100, """
            def invoke(header, body):
                if body == b'"die"': os._exit(9)
                if body == b'"quick"': answer(header, body)
            """);
        host.Run(async () =>
        {
            // The last one, once the others have been given: what has not been given yet goes to the next worker.
            var calls = Enumerable.Range(0, 20).Select(i => program.Before($"{i}")).ToList();
            calls.Add(program.Before("\"die\""));
            foreach (var outcome in await Task.WhenAll(calls))
                _ = outcome.Failed("Runtime.StageFailed", "exited with status 9");
            _ = Take(await program.Before("\"quick\""));
        });
        Assert.Single(host.Restarts);
    }

    [Fact]
    public void A_body_that_is_half_there_at_the_cut_off_leaves_the_channel_in_order()
    {
        using var host = new LoopHost();
        using var program = host.Frames(8, """
            def invoke(header, body):
                if body == b'"half"':
                    half = b"x" * 500000
                    channel.sendall(b'{"type":"result","id":%d,"length":1000000}\n' % header["id"] + half)
                    while header["type"] != "invoke" or body == b'"half"': header, body = receive()
                    channel.sendall(half)
                    send({"type": "pong", "token": 1})
                answer(header, body)
            """);
        host.Run(async () =>
        {
            _ = (await program.Before("0")).Text();
            for (var i = 0; i < 5; i++)
            {
                var late = Calls.Of("\"half\"", TimeSpan.FromMilliseconds(50));
                _ = (await program.RunAsync(Phase.Before, late)).Failed("Runtime.StageTimeout", "");
                late.Context.Buffers.Release();
                Assert.Equal(i, Number(await program.Before($"{i}")));
            }
        });
        Assert.Empty(host.Restarts);
        Assert.Equal(5, host.DroppedFrames.Count);
    }

    [Fact]
    public void Far_too_many_invocations_are_told_so()
    {
        using var host = new LoopHost();
        using var program = host.Frames(2, Held);
        host.Run(async () =>
        {
            _ = Take(await program.Before("\"quick\""));
            var time = TimeSpan.FromSeconds(2);
            var calls = Enumerable.Range(0, 1002).Select(i => program.Before($"{i}", time)).ToList();
            var failure = (await program.Before("1")).Failed("Runtime.StageOverloaded", "too many events waiting", isBreakdown: false);
            Assert.Equal(FailureClass.Overload, failure.Class);
            Assert.All(await Task.WhenAll(calls), outcome => Assert.Equal("Runtime.StageTimeout", outcome.Failure?.ErrorType));
        });
    }

    private static int Take(Outcome outcome) => JsonDocument.Parse(outcome.Text()).RootElement[1].GetInt32();

    private static int Number(Outcome outcome) => JsonDocument.Parse(outcome.Text()).RootElement[0].GetInt32();
}
