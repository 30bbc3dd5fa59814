using System.Text.Json;
using Sor.Configuration;

namespace Sor.Processes.Tests;

/// <summary>One worker that hosts several stages.</summary>
public sealed class SharedWorkerTests
{
    [Fact]
    public void One_process_hosts_all_stages_and_each_has_its_own_notes_and_limits()
    {
        using var host = new LoopHost();
        var first = FrameWorkers.Stage("first", Phase.Before | Phase.After) with { ConfigJson = """{"n":1}""" };
        var second = FrameWorkers.Stage("second") with { OutputLimitBytes = 100 };
        using var group = Group(host, "pair", 1, """
            def invoke(header, body):
                send({"type": "note", "id": header["id"], "state": header["stage"]})
                if body == b'"long"':
                    answer(header, b'"' + b"x" * 200 + b'"')
                else:
                    answer(header, json.dumps([header["stage"], header["phase"], header["context"].get("state"), os.environ["SOR_STAGE"]]).encode())
            """, first, second);
        using var outer = new FrameProgram(group, first, "frames");
        using var inner = new FrameProgram(group, second, "frames");
        host.Run(async () =>
        {
            outer.BeginPrepare();
            inner.BeginPrepare();
            await outer.PrepareAsync();
            await inner.PrepareAsync();
            Assert.Single(host.Processes);

            var invocation = Calls.Of("1");
            Assert.Equal("""["first", "before", null, "pair"]""", Told(await outer.RunAsync(Phase.Before, invocation)));
            Assert.Equal("""["second", "before", null, "pair"]""", Told(await inner.RunAsync(Phase.Before, invocation)));
            Assert.Equal("""["first", "after", "first", "pair"]""", Told(await outer.RunAsync(Phase.After, invocation)));

            Assert.Equal(OutcomeKind.Payload, (await outer.Before("\"long\"")).Kind);
            Assert.Equal("second", (await inner.Before("\"long\"")).Failed("Runtime.StageOutputTooLarge", "100 bytes").Stage);
            Assert.Equal("""["second", "before", null, "pair"]""", Told(await inner.Before("1")));
        });
        Assert.Empty(host.Restarts);
        var hello = JsonDocument.Parse(File.ReadAllText(host["hello"])).RootElement;
        Assert.Equal(["first", "second"], hello.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("name").GetString()));
        Assert.Equal(1, hello.GetProperty("stages")[0].GetProperty("config").GetProperty("n").GetInt32());
    }

    [Fact]
    public void A_lost_process_fails_the_stage_that_was_under_way_under_its_own_name()
    {
        using var host = new LoopHost();
        StageOptions[] stages = [FrameWorkers.Stage("first"), FrameWorkers.Stage("second")];
        using var group = Group(host, "pair", 10, """
            def invoke(header, body):
                if body == b'"die"': os._exit(5)
                if body != b'"wait"': answer(header, body)
            """, stages);
        using var first = new FrameProgram(group, stages[0], "frames");
        using var second = new FrameProgram(group, stages[1], "frames");
        host.Run(async () =>
        {
            var waits = first.Before("\"wait\"");
            var dies = second.Before("\"die\"");
            Assert.Equal("first", (await waits).Failed("Runtime.StageFailed", "middleware \"first\" (before) exited with status 5").Stage);
            Assert.Equal("second", (await dies).Failed("Runtime.StageFailed", "middleware \"second\" (before) exited with status 5").Stage);
            Assert.Equal(OutcomeKind.Payload, (await first.Before("1")).Kind);
        });
        Assert.Equal("pair: exited with status 5", Assert.Single(host.Restarts));
    }

    [Fact]
    public void Configuration_that_does_not_fit_into_the_first_frame_is_told_as_such()
    {
        using var host = new LoopHost();
        var config = $$"""{"text":"{{new string('x', 30_000)}}"}""";
        StageOptions[] stages = [.. Enumerable.Range(0, 3).Select(i => FrameWorkers.Stage($"s{i}") with { ConfigJson = config })];
        using var group = Group(host, "three", 1, "def invoke(header, body): answer(header, body)", stages);
        using var program = new FrameProgram(group, stages[1], "frames");
        host.Run(async () => Assert.Equal("s1", (await program.Before("1")).Failed("Runtime.StageFailed", "larger than 65536 bytes").Stage));
        Assert.Empty(host.Processes);
    }

    [Fact]
    public void Further_members_of_a_stage_reach_the_worker()
    {
        using var host = new LoopHost();
        var stage = FrameWorkers.Stage();
        using var group = new FrameWorkerGroup(
            host.Host, "host", [host.Program("worker", FrameWorkers.Script(1, "def invoke(header, body): answer(header, body)"))],
            [FrameProgram.HelloOf(stage) with { Members = [new("wasm", """{"module":"a.wasm"}""")] }], stage.OutputLimitBytes);
        using var program = new FrameProgram(group, stage, "wasm");
        Assert.Equal("wasm", program.Kind);
        host.Run(async () => Assert.Equal(OutcomeKind.Payload, (await program.Before("1")).Kind));
        var hello = JsonDocument.Parse(File.ReadAllText(host["hello"])).RootElement;
        Assert.Equal("a.wasm", hello.GetProperty("stages")[0].GetProperty("wasm").GetProperty("module").GetString());
    }

    private static FrameWorkerGroup Group(LoopHost host, string name, int concurrency, string code, params StageOptions[] stages) => new(
        host.Host, name, [host.Program("worker", FrameWorkers.Script(concurrency, code))], [.. stages.Select(FrameProgram.HelloOf)], stages.Max(stage => stage.OutputLimitBytes));

    private static string Told(Outcome outcome) => JsonDocument.Parse(outcome.Text()).RootElement[0].GetRawText();
}
