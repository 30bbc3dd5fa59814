using System.Buffers;

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
/// </summary>
public sealed class PhaseStage(IPhaseProgram program, Clock clock) : IStage
{
    private readonly RecordedProgram _program = new(program, clock);

    public string Name => program.Name;

    public async ValueTask<Outcome> InvokeAsync(Invocation invocation, Next next)
    {
        var inwards = invocation;

        // 1. before
        if (Declares(Phase.Before))
        {
            var before = await _program.RunAsync(Phase.Before, invocation, suppressed: false);
            if (before.Kind != OutcomeKind.Payload)
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
            var after = await _program.RunAsync(Phase.After, invocation.With(inner.Payload), suppressed: false);
            return after.Kind == OutcomeKind.Failure ? after : Outcome.Of(after.Payload);
        }

        // 4. error
        return Declares(Phase.Error) ? await HandleErrorAsync(invocation, inner) : inner;
    }

    private bool Declares(Phase phase) => (program.Phases & phase) != 0;

    private async ValueTask<Outcome> HandleErrorAsync(Invocation invocation, Outcome failed)
    {
        var json = new ArrayBufferWriter<byte>(512);
        FailureJson.Write(json, failed.Failure!, complete: true);
        var result = await _program.RunAsync(Phase.Error, invocation.With(new Payload(json.WrittenMemory, ContentTypes.Failure)), suppressed: true);
        return result.Kind switch
        {
            OutcomeKind.Failure => failed,
            OutcomeKind.Reply => Outcome.Of(result.Payload),
            _ => FailureJson.Read(result.Payload.Bytes.Span, failed.Failure!) is { } replaced ? Outcome.Of(replaced) : failed,
        };
    }
}
