using System.Text;

namespace Sor.Processes.Tests;

/// <summary>Workers that lie, flood or say too much: a clear error, bounded memory, and the next event is served.</summary>
public sealed class FrameRulesTests
{
    [Theory]
    [InlineData("while True: send({'type': 'note', 'id': header['id'], 'attributes': {'a': 'x' * 50000}})", "Runtime.StageTimeout", "")]
    [InlineData("[send({'type': 'note', 'id': header['id'], 'attributes': {'a': 'x' * 50000}}) for _ in range(50)]; answer(header)", "Runtime.StageFailed", "98304 bytes")]
    [InlineData("send({'type': 'note', 'id': header['id'], 'state': 'x' * 40000}); answer(header)", "Runtime.StageFailed", "32768 bytes")]
    [InlineData("channel.sendall(b'{\"type\":\"result\",\"id\":%d,\"length\":7000000}\\n' % header['id'])", "Runtime.StageFailed", "broke the frame protocol")]
    [InlineData("channel.sendall(b'{\"type\":\"result\",\"id\":%d,\"length\":10}\\nabc' % header['id'])", "Runtime.StageTimeout", "")]
    [InlineData("channel.sendall(b'{\"type\":\"result\",\"id\":\"x\"}\\n')", "Runtime.StageFailed", "\"id\" is not what it must be")]
    public void What_breaks_the_rules_fails_its_event_alone(string what, string errorType, string message)
    {
        using var host = new LoopHost();
        using var program = host.Frames(1, $"def invoke(header, body):\n    if body == b'\"bad\"':\n        {what}\n    else: answer(header, body)");
        host.Run(async () =>
        {
            _ = await program.Before("1");
            var isBreakdown = true;
            _ = (await program.Before("\"bad\"", TimeSpan.FromMilliseconds(1500))).Failed(errorType, message, isBreakdown);
            Assert.Equal(OutcomeKind.Payload, (await program.Before("2")).Kind);
        });
    }

    [Fact]
    public void A_flood_does_not_hold_the_loop()
    {
        // Compiled: a flood faster than the host reads it.
        using var host = new LoopHost();
        _ = host.Program("flood.c", """
            #include <stdlib.h>
            #include <string.h>
            #include <unistd.h>
            int main(void) {
                int fd = atoi(getenv("SOR_CHANNEL_FD"));
                static char frames[65536];
                const char *frame = "{\"type\":\"result\",\"id\":999}\n";
                size_t one = strlen(frame), n = 0;
                write(fd, "{\"type\":\"ready\",\"version\":1}\n", 29);
                while (n + one < sizeof frames) { memcpy(frames + n, frame, one); n += one; }
                for (;;) if (write(fd, frames, n) < 0) return 1;
            }
            """);
        Compile(host, "flood");
        using var program = new FrameProgram(host.Host, FrameWorkers.Stage(), [host["flood"]]);
        host.Run(async () => _ = (await program.Before("1", TimeSpan.FromMilliseconds(300))).Failed("Runtime.StageTimeout", "was still running"));
        Assert.NotEmpty(host.DroppedFrames);
    }

    [Fact]
    public void Second_late_and_unknown_answers_are_dropped_and_counted()
    {
        using var host = new LoopHost();
        using var program = host.Frames(1, """
            def invoke(header, body):
                send({"type": "result", "id": header["id"] + 5}, b"unknown")
                answer(header, body)
                answer(header, b'"second"')
                send({"type": "note", "id": header["id"], "attributes": {"late": 1}})
            """);
        host.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                var invocation = Calls.Of($"{i}");
                Assert.StartsWith($"[{i}, ", (await program.RunAsync(Phase.Before, invocation)).Text(), StringComparison.Ordinal);
                Assert.Null(invocation.Context.Notes.Find("worker"));
            }

            await host.UntilAsync(() => host.DroppedFrames.Count == 30);
        });
        Assert.Empty(host.Restarts);
    }

    [Fact]
    public void An_output_above_the_stages_limit_fails_its_event_and_the_worker_lives_on()
    {
        using var host = new LoopHost();
        using var program = host.Frames(1, """
            def invoke(header, body): answer(header, b'"' + b"x" * int(body) + b'"')
            """, options => options with { OutputLimitBytes = 1000 });
        host.Run(async () =>
        {
            _ = (await program.Before("900")).Text();
            _ = (await program.Before("1000000")).Failed("Runtime.StageOutputTooLarge", "1000 bytes");
            _ = (await program.Before("900")).Text();
        });
        Assert.Empty(host.Restarts);
    }

    [Fact]
    public void A_state_of_the_largest_size_comes_back()
    {
        using var host = new LoopHost();
        using var program = host.Frames(1, """
            def invoke(header, body):
                if header["phase"] == "before":
                    send({"type": "note", "id": header["id"], "state": "s" * 32766})
                answer(header, b"%d" % len(header["context"].get("state", "")))
            """, options => options with { Phases = Phase.Before | Phase.After });
        host.Run(async () =>
        {
            var invocation = Calls.Of("1");
            _ = (await program.RunAsync(Phase.Before, invocation)).Text();
            Assert.StartsWith("[32766, ", (await program.RunAsync(Phase.After, invocation)).Text(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Attributes_that_do_not_fit_are_told_with_the_stage_that_noted_them()
    {
        using var host = new LoopHost();
        using var program = host.Frames(1, "def invoke(header, body): answer(header, body)");
        host.Run(async () =>
        {
            var invocation = Calls.Of("1");
            invocation.Context.Notes.For("small").Attributes["a"] = "1"u8.ToArray();
            invocation.Context.Notes.For("talkative").Attributes["a"] = Encoding.UTF8.GetBytes($"\"{new string('x', 70_000)}\"");
            var failure = (await program.RunAsync(Phase.Before, invocation)).Failed("Runtime.StageFailed", "the attributes that stage \"talkative\" noted, 70003 bytes", isBreakdown: false);
            Assert.Equal("worker", failure.Stage);
            Assert.Equal(OutcomeKind.Payload, (await program.Before("2")).Kind);
        });
        Assert.Empty(host.Restarts);
    }

    private static void Compile(LoopHost host, string name)
    {
        using var compiler = System.Diagnostics.Process.Start("gcc", ["-O2", "-o", host[name], host[name + ".c"]]);
        compiler.WaitForExit();
        Assert.Equal(0, compiler.ExitCode);
    }
}
