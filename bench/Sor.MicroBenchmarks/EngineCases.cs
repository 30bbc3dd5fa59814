using Sor.Configuration;
using Sor.Core;

namespace Sor.MicroBenchmarks;

/// <summary>What the engine charges for a stage, whatever its middleware does.</summary>
internal static class EngineCases
{
    private const double MaxUnmatched = 0.2;
    private const double MaxStage = 5;

    internal static IEnumerable<Case> All()
    {
        var nothing = new Nothing();
        yield return new("a stage whose condition does not hold", Stages.OneEvent(Stages.Of(nothing, Exact("http"))), MaxUnmatched, MaxBytes: 0);
        yield return new("the same, any of four texts", Stages.OneEvent(Stages.Of(nothing, AnyOf("http", "nats", "queue", "timer"))), MaxUnmatched, MaxBytes: 0);
        yield return new("no stage: the making of an event's context", static () => Stages.MakeContext().Buffers.Release(), MaxStage);
        yield return new("a stage that passes on", Stages.EachEvent(Stages.Of(nothing)), MaxStage);
        yield return new("the same, and its condition holds", Stages.EachEvent(Stages.Of(nothing, Exact("lambda"))), MaxStage);
    }

    private static Condition Exact(string trigger) => Condition.From(ExactMatch(trigger));

    private static Condition AnyOf(params string[] triggers) =>
        Condition.From(new MatchCondition(MatchDialect.Any, "", "", [.. triggers.Select(ExactMatch)]));

    private static MatchCondition ExactMatch(string trigger) => new(MatchDialect.Exact, "trigger", trigger, []);

    private sealed class Nothing : IPhaseProgram
    {
        public string Name => "nothing";

        public string Kind => "built-in";

        public Phase Phases => Phase.Before | Phase.After;

        public ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation) => new(Outcome.Of(invocation.Payload));
    }
}
