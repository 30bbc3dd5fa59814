using CsCheck;

namespace Sor.Core.Tests;

public sealed class ContractPropertyTests
{
    private static readonly Gen<Phase> s_phases = Gen.Int[0, 7].Select(static bits => (Phase)bits);

    // Most phases do their work; else nearly every pipeline would end at its first stage.
    private static readonly Gen<Behaviour> s_behaviour = Gen.Frequency(
        (5, Gen.Const(Behaviour.Mark)), (1, Gen.Const(Behaviour.Reply)), (1, Gen.Const(Behaviour.Fail)), (1, Gen.Const(Behaviour.Throw)));

    private static readonly Gen<Behaviour> s_errorBehaviour = Gen.Enum<Behaviour>();

    private static readonly Gen<Design> s_design = Gen.Select(s_phases, s_behaviour, s_behaviour, s_errorBehaviour, static (phases, before, after, error) => new Design(phases, before, after, error));

    [Fact]
    public async Task Any_pipeline_does_what_the_contract_says() =>
        await Gen.Select(s_design.Array[0, 6], s_behaviour).SampleAsync(static async (designs, handler) =>
        {
            var model = ContractModel.Run(designs, handler);

            var flow = await Flow.RunAsync([.. designs.Select(Build), BuildHandler(handler)]);

            Assert.Equal(model.Journal, flow.Journal);
            Assert.Equal(model.Answer, flow.Answer);
            Assert.Equal(model.Journal, string.Join(", ", flow.Record.Select(static phase => $"{PhaseNames.NameOf(phase.Phase)} {phase.Stage}")));
        });

    private static ScriptedProgram Build(Design design, int index)
    {
        var program = Flow.Middleware($"s{index}", design.Phases);
        Script(program, Phase.Before, design.Before, $"{index}");
        Script(program, Phase.After, design.After, $"{index}");
        Script(program, Phase.Error, design.Error, $"{index}");
        return program;
    }

    private static ScriptedProgram BuildHandler(Behaviour behaviour)
    {
        var handler = Flow.Handler();
        Script(handler, Phase.Handle, behaviour, "h");
        return handler;
    }

    private static void Script(ScriptedProgram program, Phase phase, Behaviour behaviour, string suffix)
    {
        _ = behaviour switch
        {
            Behaviour.Reply => program.On(phase, _ => Outcomes.Reply($"reply{suffix}")),
            Behaviour.Fail => program.On(phase, _ => Outcomes.Failure($"fail{suffix}")),
            Behaviour.Throw => program.On(phase, static _ => throw new InvalidOperationException("thrown")),
            Behaviour.Garbage => program.On(phase, static _ => Outcomes.Payload("no failure")),
            _ when phase == Phase.Error => program.On(phase, _ => Outcomes.Payload($$"""{"errorType":"changed{{suffix}}"}""")),
            _ => program,
        };
    }
}
