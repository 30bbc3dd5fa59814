using Sor.Configuration;

namespace Sor.Core;

/// <summary>
/// Makes a stage of a program that knows phases only. This is where the order that middlewares rely on is kept:
/// <list type="number">
/// <item><c>before</c>: a payload goes inwards; a reply turns round here; a failure goes outwards.</item>
/// <item>The inner stages.</item>
/// <item><c>after</c> on whatever answer comes out, if the own <c>before</c> completed.</item>
/// <item><c>error</c> on a failure that comes out, if declared: a payload replaces the failure, a reply recovers.
/// A failure inside <c>error</c> is recorded as suppressed, and the first one stands.</item>
/// </list>
/// A failure of <c>before</c> or <c>after</c> means what the policy says: it goes outwards, the payload goes on as if the stage were not there,
/// or a fixed response travels outwards.
/// </summary>
public sealed class PhaseStage(IPhaseProgram program, StagePolicy policy, Clock clock) : IStage
{
    private readonly RecordedProgram _program = new(program, clock);
    private readonly FailureHandling _handling = policy.OnFailure switch
    {
        FailureAction.Skip => FailureHandling.Skipped,
        FailureAction.Reply => FailureHandling.Replied,
        _ => FailureHandling.Reported,
    };

    public string Name => program.Name;

    public ValueTask<Outcome> InvokeAsync(Invocation invocation, Next next) =>
        policy.Match is { } condition && !condition.Holds(invocation) ? next.InvokeAsync(invocation) : RunAsync(invocation, next);

    private async ValueTask<Outcome> RunAsync(Invocation invocation, Next next)
    {
        var inwards = invocation;

        // 1. before
        if (Declares(Phase.Before))
        {
            var before = await _program.RunAsync(Phase.Before, invocation, _handling);
            if (before.Kind == OutcomeKind.Failure)
                return await AfterFailureAsync(before, invocation, next);
            if (before.Kind == OutcomeKind.Reply)
                return before;
            inwards = invocation.With(before.Payload);
        }

        // 2. the inner stages
        var inner = await next.InvokeAsync(inwards);

        // 3. after
        if (inner.Kind != OutcomeKind.Failure)
        {
            if (!Declares(Phase.After))
                return inner;
            var after = await _program.RunAsync(Phase.After, invocation.Outwards(inner.Payload), _handling);
            return after.Kind == OutcomeKind.Failure ? AfterFailure(after, inner) : Outcome.Of(after.Payload);
        }

        // 4. error
        return Declares(Phase.Error) ? await HandleErrorAsync(invocation, inner) : inner;
    }

    private bool Declares(Phase phase) => (program.Phases & phase) != 0;

    /// <summary>The own <c>before</c> failed, so that neither <c>after</c> nor <c>error</c> will run.</summary>
    private ValueTask<Outcome> AfterFailureAsync(Outcome failed, Invocation invocation, Next next)
    {
        Tell(failed);
        return policy.OnFailure switch
        {
            FailureAction.Skip => next.InvokeAsync(invocation),
            FailureAction.Reply => new ValueTask<Outcome>(Outcome.Reply(policy.Reply)),
            _ => new ValueTask<Outcome>(failed),
        };
    }

    private Outcome AfterFailure(Outcome failed, Outcome inner)
    {
        Tell(failed);
        return policy.OnFailure switch
        {
            FailureAction.Skip => inner,
            FailureAction.Reply => Outcome.Of(policy.Reply),
            _ => failed,
        };
    }

    private void Tell(Outcome failed)
    {
        if (policy.OnFailure != FailureAction.Fail)
            policy.OnHandled?.Invoke(failed.Failure!, _program.HandledFailures);
    }

    private async ValueTask<Outcome> HandleErrorAsync(Invocation invocation, Outcome failed)
    {
        var result = await _program.RunAsync(Phase.Error, invocation.Outwards(ErrorInput.Of(failed.Failure!)), FailureHandling.Suppressed);
        return result.Kind switch
        {
            OutcomeKind.Failure => failed,
            OutcomeKind.Reply => Outcome.Of(result.Payload),
            _ => FailureJson.Read(result.Payload.Bytes.Span, failed.Failure!) is { } replaced ? Outcome.Of(replaced) : failed,
        };
    }
}
