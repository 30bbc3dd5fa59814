using System.Diagnostics;
using Sor.Core;

namespace Sor.Assumptions.Tests;

/// <summary>Nothing of one invocation shows in another, however a program behaves and whatever ids the platform repeats.</summary>
public sealed class LeakTests
{
    [Fact]
    public async Task Late_and_second_answers_of_a_worker_show_nowhere()
    {
        using var function = new FunctionFolder().Frames("cors", Programs.Read("misbehaving/late-and-twice.py"), "\"phases\":[\"before\",\"after\"]");
        await using var run = await BootstrapRun.StartAsync(function);
        var replies = new List<string>();

        foreach (var @event in (string[])["""{"origin":"a"}""", "{}", """{"origin":"c"}""", "{}"])
            replies.Add((await run.InvokeAsync(new FakeEvent { Text = @event, RequestId = "same" })).Text);

        Assert.Equal(
            [
                """{"origin":"a","state":{"origin":"a"},"attributes":null}""",
                """{"state":null,"attributes":null}""",
                """{"origin":"c","state":{"origin":"c"},"attributes":null}""",
                """{"state":null,"attributes":null}""",
            ],
            replies);
        Assert.Single(run.Processes());
    }

    [Fact]
    public async Task Invocations_of_the_same_id_side_by_side_keep_their_states_apart()
    {
        var handler = new WaitingHandler();
        var cors = new CorsProgram("""{"origins":["https://shop.example","https://other.example"]}""");
        var pipeline = new Pipeline([new PhaseStage(cors, StagePolicy.None, Stopwatch.GetTimestamp), new HandlerStage(handler, Stopwatch.GetTimestamp)]);
        ValueTask<Outcome> Begin(byte[] @event) => pipeline.InvokeAsync(
            new Invocation(new InvocationContext { RequestId = "same", Trigger = "lambda" }, new Payload(@event, ContentTypes.Json)));

        var shop = Begin(Programs.Event("alb")).AsTask();
        var none = Begin(Programs.Event("sqs")).AsTask();
        var other = Begin(Programs.Event("alb-multi", ("https://shop.example", "https://other.example"))).AsTask();
        handler.AnswerAll([2, 0, 1]);

        Assert.Equal(
            ["""{"headers":{"access-control-allow-origin":"https://shop.example"}}""", "{}", """{"multiValueHeaders":{"access-control-allow-origin":["https://other.example"]}}"""],
            (await Task.WhenAll(shop, none, other)).Select(static outcome => System.Text.Encoding.UTF8.GetString(outcome.Payload.Bytes.Span)));
    }

    [Fact]
    public async Task What_one_stage_remembers_another_does_not_see()
    {
        const string See = """
            #!/bin/sh
            [ "$1" = before ] && echo "{\"state\":\"$SOR_STAGE\"}" >&4
            cat >/dev/null
            jq -c '.state' <&3
            """;
        using var function = new FunctionFolder()
            .Exec("a", See, "\"phases\":[\"after\"]")
            .Exec("b", See, "\"phases\":[\"before\",\"after\"]");
        await using var run = await BootstrapRun.StartAsync(function);

        // The way out: b sees its own, then a sees none.
        Assert.Equal("null", (await run.InvokeAsync("{}")).Text);
        Assert.Equal("null", (await run.InvokeAsync("{}")).Text);
    }

    /// <summary>Keeps its events until a test lets them go, in any order.</summary>
    private sealed class WaitingHandler : IPhaseProgram
    {
        private readonly List<TaskCompletionSource> _waiting = [];

        public string Name => "handler";

        public string Kind => "built-in";

        public Phase Phases => Phase.Handle;

        public async ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation)
        {
            var released = new TaskCompletionSource();
            _waiting.Add(released);
            await released.Task;
            return Outcome.Of(new Payload("{}"u8.ToArray(), ContentTypes.Json));
        }

        public void AnswerAll(ReadOnlySpan<int> order)
        {
            foreach (var index in order)
                _waiting[index].SetResult();
        }
    }
}
