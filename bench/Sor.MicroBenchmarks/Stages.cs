using System.Diagnostics;
using System.Text;
using Sor.Core;

namespace Sor.MicroBenchmarks;

/// <summary>Runs one stage as a pipeline does, in front of a handler that answers at once and costs nothing.</summary>
internal static class Stages
{
    private static readonly IStage[] s_inner = [new Handler()];

    /// <summary>1 KB of the kind that functions get: an object of objects, texts and numbers.</summary>
    internal static Payload Event { get; } = new(MakeEvent(), ContentTypes.Json);

    internal static IStage Of(IPhaseProgram program, Condition? match = null) =>
        new PhaseStage(program, new StagePolicy { Match = match }, Stopwatch.GetTimestamp);

    internal static InvocationContext MakeContext() => new()
    {
        RequestId = "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
        Trigger = "lambda",
        XRayTrace = "Root=1-67891233-abcdef012345678912345678;Sampled=1",
    };

    /// <summary>An event with a context of its own; the making of both is part of the time.</summary>
    internal static Action EachEvent(IStage stage) => () =>
    {
        var context = MakeContext();
        Run(stage, new Invocation(context, Event));
        context.Buffers.Release();
    };

    /// <summary>The same invocation again and again, for a stage that leaves nothing in it.</summary>
    internal static Action OneEvent(IStage stage)
    {
        var invocation = new Invocation(MakeContext(), Event);
        return () => Run(stage, invocation);
    }

    private static void Run(IStage stage, Invocation invocation)
    {
        var outcome = stage.InvokeAsync(invocation, new Next(s_inner, 0));
        if (!outcome.IsCompletedSuccessfully || outcome.Result.Kind != OutcomeKind.Payload)
            throw new InvalidOperationException($"{stage.Name}: no payload");
    }

    private static byte[] MakeEvent()
    {
        var text = new StringBuilder("""{"user":{"id":"u-1","name":"Ada"},"items":[""");
        for (var i = 0; text.Length < 960; i++)
            _ = text.Append(System.Globalization.CultureInfo.InvariantCulture, $$"""{{(i == 0 ? "" : ",")}}{"sku":"sku-{{i}}","price":{{i}}.5,"count":{{i}}}""");
        return Encoding.UTF8.GetBytes(text.Append("""],"last":"c-4711"}""").ToString());
    }

    private sealed class Handler : IStage
    {
        public string Name => "handler";

        public ValueTask<Outcome> InvokeAsync(Invocation invocation, Next next) => new(Outcome.Of(invocation.Payload));
    }
}
