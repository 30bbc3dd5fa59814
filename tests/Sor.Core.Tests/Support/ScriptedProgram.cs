namespace Sor.Core.Tests;

/// <summary>
/// A program whose answers a test writes down. Unscripted phases mark the payload, so that it tells its own way:
/// <c>e &gt;a &gt;b h &lt;b &lt;a</c>.
/// </summary>
internal sealed class ScriptedProgram(string name, Phase phases) : IPhaseProgram
{
    private readonly Dictionary<Phase, Func<Invocation, ValueTask<Outcome>>> _answers = [];

    public string Name => name;

    public string Kind => "built-in";

    public Phase Phases => phases;

    /// <summary>Every call of this program is written here: <c>before a</c>.</summary>
    public List<string>? Journal { get; set; }

    public ScriptedProgram On(Phase phase, Func<Invocation, Outcome> answer) =>
        OnAsync(phase, invocation => new ValueTask<Outcome>(answer(invocation)));

    public ScriptedProgram OnAsync(Phase phase, Func<Invocation, ValueTask<Outcome>> answer)
    {
        _answers[phase] = answer;
        return this;
    }

    public ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation)
    {
        Journal?.Add($"{PhaseNames.NameOf(phase)} {name}");
        return _answers.TryGetValue(phase, out var answer) ? answer(invocation) : new ValueTask<Outcome>(Mark(phase, invocation));
    }

    private Outcome Mark(Phase phase, Invocation invocation) => phase switch
    {
        Phase.Before => Outcomes.Payload($"{Outcomes.Text(invocation.Payload)} >{name}"),
        Phase.After => Outcomes.Payload($"{Outcomes.Text(invocation.Payload)} <{name}"),
        Phase.Handle => Outcomes.Payload($"{Outcomes.Text(invocation.Payload)} {name}"),

        // The failure as it came: nothing changes.
        _ => Outcome.Of(invocation.Payload),
    };
}
