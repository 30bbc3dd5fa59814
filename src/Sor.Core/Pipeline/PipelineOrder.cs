namespace Sor.Core;

/// <summary>Where the phases of middlewares go that are not listed from the outside inwards.</summary>
public static class PipelineOrder
{
    /// <summary>
    /// The order of the 2018 prototype: <c>a, b</c> on the way in and <c>a, b</c> again on the way out. As an onion that is
    /// <c>after b</c>, <c>after a</c>, <c>before a</c>, <c>before b</c>, from the outside inwards.
    /// </summary>
    public static IEnumerable<IStage> Prototype(IReadOnlyList<IPhaseProgram> programs, Clock clock)
    {
        var after = programs.Select(program => new PhaseStage(new OnePhase(program, Phase.After), StagePolicy.None, clock));
        var before = programs.Select(program => new PhaseStage(new OnePhase(program, Phase.Before), StagePolicy.None, clock));
        Array.Reverse(after);
        return [.. after, .. before];
    }

    private sealed class OnePhase(IPhaseProgram program, Phase phase) : IPhaseProgram
    {
        public string Name => program.Name;

        public string Kind => program.Kind;

        public Phase Phases => program.Phases & phase;

        public ValueTask<Outcome> RunAsync(Phase asked, Invocation invocation) => program.RunAsync(asked, invocation);
    }
}
