using System.Diagnostics;
namespace Sor.Core.Tests;

/// <summary>Runs the event <c>e</c> through programs; the last one is the handler.</summary>
internal sealed class Flow
{
    private readonly List<string> _journal = [];

    private Flow()
    {
    }

    /// <summary>The calls in their order: <c>before a, handle h, after a</c>.</summary>
    public string Journal => string.Join(", ", _journal);

    public Outcome Outcome { get; private init; }

    public InvocationContext Context { get; private init; } = NewContext();

    public IReadOnlyList<PhaseRecord> Record => Context.Record.Phases;

    public string Answer => Outcomes.Describe(Outcome);

    public static ScriptedProgram Middleware(string name, Phase phases = Phase.Before | Phase.After) => new(name, phases);

    public static ScriptedProgram Handler() => new("h", Phase.Handle);

    public static InvocationContext NewContext() => new() { RequestId = "r-1", Trigger = "test" };

    /// <summary>One middleware with a policy inside of another without any, around the handler.</summary>
    public static Task<Flow> RunWithPolicyAsync(ScriptedProgram outer, ScriptedProgram inner, StagePolicy policy, ScriptedProgram handler) => RunAsync(
        [new PhaseStage(outer, StagePolicy.None, Stopwatch.GetTimestamp), new PhaseStage(inner, policy, Stopwatch.GetTimestamp)],
        [outer, inner, handler],
        Stopwatch.GetTimestamp);

    /// <summary>Each middleware one stage without a policy, in listed order.</summary>
    public static IEnumerable<IStage> Stages(IEnumerable<IPhaseProgram> middlewares, Clock clock) =>
        middlewares.Select(program => new PhaseStage(program, StagePolicy.None, clock));

    public static Task<Flow> RunAsync(params ScriptedProgram[] programs) =>
        RunAsync(Stages(programs[..^1], Stopwatch.GetTimestamp), programs, Stopwatch.GetTimestamp);

    public static Task<Flow> RunInPrototypeOrderAsync(params ScriptedProgram[] programs) =>
        RunAsync(PipelineOrder.Prototype(programs[..^1], Stopwatch.GetTimestamp), programs, Stopwatch.GetTimestamp);

    public static async Task<Flow> RunAsync(IEnumerable<IStage> stages, ScriptedProgram[] programs, Clock clock)
    {
        var context = NewContext();
        var journal = new List<string>();
        foreach (var program in programs)
            program.Journal = journal;
        var pipeline = new Pipeline([.. stages, new HandlerStage(programs[^1], clock)]);
        var outcome = await pipeline.InvokeAsync(new Invocation(context, Outcomes.Payload("e").Payload));
        var flow = new Flow { Outcome = outcome, Context = context };
        flow._journal.AddRange(journal);
        return flow;
    }
}
