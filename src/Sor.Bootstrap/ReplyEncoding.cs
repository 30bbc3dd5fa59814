using Sor.BuiltIns;
using Sor.Core;
using Sor.Events;

namespace Sor.Bootstrap;

/// <summary>
/// The last step before the platform: a reply in the form of an HTTP response, which any stage may give, also outside of the boundary,
/// becomes what the provider of the event takes.
/// </summary>
internal sealed class ReplyEncoding(Pipeline pipeline)
{
    // One event at a time.
    private readonly EventFacts _facts = new();
    private HttpReplies? _replies;

    internal ValueTask<Outcome> InvokeAsync(Invocation invocation)
    {
        invocation.Context.Facts = _facts.Of(invocation.Context);
        var running = pipeline.InvokeAsync(invocation);
        if (!running.IsCompletedSuccessfully)
            return EncodeAsync(invocation, running);
        var outcome = running.Result;
        return new ValueTask<Outcome>(IsForm(outcome) ? Encode(invocation, outcome) : outcome);
    }

    private async ValueTask<Outcome> EncodeAsync(Invocation invocation, ValueTask<Outcome> running)
    {
        var outcome = await running;
        return IsForm(outcome) ? Encode(invocation, outcome) : outcome;
    }

    private static bool IsForm(in Outcome outcome) => outcome.Failure is null && outcome.Payload.ContentType == ContentTypes.HttpResponse;

    private Outcome Encode(Invocation invocation, in Outcome outcome)
    {
        try
        {
            return Outcome.Of((_replies ??= new HttpReplies()).Encode(invocation.With(outcome.Payload)));
        }
        catch (EventFormatException problem)
        {
            return Outcome.Of(new Failure
            {
                ErrorType = FailureTypes.StageFailed,
                ErrorMessage = $"a reply of type {ContentTypes.HttpResponse} cannot be given to the event's provider: {problem.Message}",
                Stage = "http",
                Phase = Phase.After,
                Class = FailureClass.Stage,
            });
        }
    }
}
