using System.Diagnostics;
using System.Text;
using Sor.Configuration;
using Sor.Core;
using Sor.Processes;

namespace Sor.Bootstrap;

/// <summary>Puts around a program what its stage's options say: budget, circuit, condition, failure policy, observation.</summary>
internal sealed class StagePolicies(LogSink log, EventsWriter? events)
{
    /// <summary>The stage, and what there is to prepare for it (null: it has no processes).</summary>
    internal (IStage Stage, IPreparable? Processes) Apply(MadeMiddleware middleware)
    {
        var options = middleware.Options;
        var match = options.Match is { } configured ? Condition.From(configured) : null;
        if (middleware.Stage is { } made)
            return (match is null ? made : new ConditionalStage(made, match), null);
        var program = middleware.Program!;
        var processes = program as IPreparable;
        if (processes is not null && options.Match is not null)
        {
            var onDemand = new OnDemandProgram(program, processes);
            (program, processes) = (onDemand, onDemand);
        }

        if (options.Budget is { } budget)
            program = new BudgetedProgram(program, budget, Stopwatch.GetTimestamp, Stopwatch.Frequency);
        if (processes is not null)
        {
            var circuit = new Circuit(options.Restart, Stopwatch.GetTimestamp, Stopwatch.Frequency, (state, breakdowns, opened) => TellCircuit(options.Name, state, breakdowns, opened));
            program = new CircuitProgram(program, circuit);
            processes = new CircuitPreparable(processes, circuit);
        }

        IStage stage = options.Observe
            ? new ObserverStage(program, match, Stopwatch.GetTimestamp)
            : new PhaseStage(program, PolicyOf(options, match), Stopwatch.GetTimestamp);
        return (stage, processes);
    }

    private StagePolicy PolicyOf(StageOptions options, Condition? match) => options.OnFailure.Action == FailureAction.Fail && match is null
        ? StagePolicy.None
        : new StagePolicy
        {
            OnFailure = options.OnFailure.Action,
            Reply = options.OnFailure.Reply is { } reply ? new Payload(Encoding.UTF8.GetBytes(reply), options.OnFailure.ContentType ?? ContentTypes.Json) : default,
            Match = match,
            OnHandled = TellHandled,
        };

    private void TellHandled(Failure failure, int count) =>
        log.Say($"a failure of stage \"{failure.Stage}\" did not fail the invocation, as its policy says (number {count} since the start): {failure.ErrorMessage}");

    private void TellCircuit(string stage, CircuitState state, int breakdowns, int opened)
    {
        events?.WriteCircuit(stage, state, breakdowns, opened);
        if (state != CircuitState.Trial)
            log.Say(state == CircuitState.Open ? $"circuit of stage \"{stage}\" opened after {breakdowns} breakdowns in a row: it is left alone for a while" : $"circuit of stage \"{stage}\" closed: it works again");
    }
}
