using Sor.Events;

namespace Sor.BuiltIns;

/// <summary>
/// <c>cloudevents</c>: inside of it an event is a CloudEvent, whichever provider sent it, and a batch is one invocation for each of its records.
/// On the way out the answers become the reply that the event's provider takes.
/// </summary>
internal sealed class CloudEventsBoundary(string stageName, CloudEventsBoundaryOptions options, BuiltInHost host) : IStage
{
    private CloudEventsInput? _idle;

    public string Name => stageName;

    public async ValueTask<Outcome> InvokeAsync(Invocation invocation, Next next)
    {
        var input = _idle ?? new CloudEventsInput(options);
        _idle = null;
        var start = host.Clock();
        var before = Convert(input, invocation);
        Record(invocation, Phase.Before, start, invocation.Payload.Bytes.Length, before);
        var outcome = before.Kind == OutcomeKind.Payload ? await RunAsync(input, invocation, next) : before;
        _idle = input;
        return outcome;
    }

    private async ValueTask<Outcome> RunAsync(CloudEventsInput input, Invocation invocation, Next next)
    {
        if (input.IsBatch)
            return await new BatchRun(stageName, options, host, input).RunAsync(invocation, next);
        var inner = await RunInsideAsync(input.Single, invocation, next);
        if (inner.Kind == OutcomeKind.Failure)
            return inner;
        var start = host.Clock();
        var outcome = Reply(input, invocation.With(inner.Payload));
        Record(invocation, Phase.After, start, inner.Payload.Bytes.Length, outcome);
        return outcome;
    }

    private static async ValueTask<Outcome> RunInsideAsync(Payload cloudEvent, Invocation invocation, Next next)
    {
        var (context, facts) = (invocation.Context, invocation.Context.Facts);
        if (cloudEvent.ContentType == ContentTypes.CloudEvent)
            context.Facts = new RecordFacts(facts, cloudEvent.Bytes);
        var outcome = await next.InvokeAsync(invocation.With(cloudEvent));
        context.Facts = facts;
        return outcome;
    }

    private Outcome Convert(CloudEventsInput input, in Invocation invocation)
    {
        try
        {
            if (input.Read(invocation) is { } answer)
                return Outcome.Reply(answer);
            input.Convert(invocation);
            return Outcome.Of(input.All);
        }
        catch (EventFormatException problem)
        {
            return Outcome.Of(Failed(Phase.Before, FailureClass.Input, "the event is no CloudEvent and cannot become one", problem));
        }
    }

    private Outcome Reply(CloudEventsInput input, in Invocation answered)
    {
        try
        {
            return Outcome.Of(input.Reply(answered));
        }
        catch (EventFormatException problem)
        {
            return Outcome.Of(Failed(Phase.After, FailureClass.Stage, $"the answer cannot be given to the event's provider ({EventKinds.Name(input.Event.Kind)})", problem));
        }
    }

    private void Record(in Invocation invocation, Phase phase, long start, int bytesIn, in Outcome outcome) => invocation.Context.Record.Add(new PhaseRecord(
        stageName, "built-in", phase, host.Clock() - start, bytesIn, outcome.Payload.Bytes.Length, outcome.Kind, outcome.Failure?.ErrorType, FailureHandling.Reported, 0));

    private Failure Failed(Phase phase, FailureClass failureClass, string what, EventFormatException problem) => new()
    {
        ErrorType = FailureTypes.StageFailed,
        ErrorMessage = $"middleware \"{stageName}\" ({PhaseNames.NameOf(phase)}): {what}: {problem.Message}",
        Stage = stageName,
        Phase = phase,
        Class = failureClass,
    };
}
