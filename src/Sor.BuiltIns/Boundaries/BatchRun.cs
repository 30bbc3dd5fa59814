using Sor.Events;
using Sor.Events.Replies;

namespace Sor.BuiltIns;

/// <summary>
/// One batch: an invocation of the inner stages for each CloudEvent, in the order of the records. Where the source reads what became of each, a
/// record that failed is named and the others are not delivered again; where it does not, a failure is one of the whole batch. In an ordered
/// source nothing overtakes a record that failed: those behind it are left for the next delivery.
/// </summary>
internal sealed class BatchRun(string stageName, CloudEventsBoundaryOptions options, BuiltInHost host, CloudEventsInput input)
{
    /// <summary>Records whose failure is told in the log, for each batch; the others are counted.</summary>
    internal const int MaxToldFailures = 10;

    private readonly EventDocument _answer = new();
    private readonly RecordReply[] _replies = new RecordReply[input.RecordCount];
    private Failure? _firstFailure;
    private int _failed;

    internal async ValueTask<Outcome> RunAsync(Invocation invocation, Next next)
    {
        var isOrdered = BatchReply.IsOrdered(input.Event);
        var isStopped = false;
        for (int record = 0, index = 0; record < _replies.Length; record++)
        {
            if (!isStopped && host.Clock() >= invocation.CutOffTimestamp)
                isStopped = OutOfTime(record);
            if (isStopped)
            {
                _replies[record] = new RecordReply(RecordResult.Skipped);
                continue;
            }

            for (; index < input.Count && input.RecordOf(index) == record; index++)
            {
                if (_replies[record].Result == RecordResult.Succeeded)
                    _replies[record] = await RunAsync(record, index, invocation, next);
            }

            isStopped = isOrdered && _replies[record].Result == RecordResult.Failed;
        }

        return End(invocation);
    }

    private async ValueTask<RecordReply> RunAsync(int record, int index, Invocation invocation, Next next)
    {
        var child = invocation.Context.Child();
        var cloudEvent = input.PayloadOf(index);
        child.Facts = new RecordFacts(invocation.Context.Facts, cloudEvent.Bytes);
        var outcome = await next.InvokeAsync(new Invocation(child, cloudEvent) { CutOffTimestamp = invocation.CutOffTimestamp });
        var reply = outcome.Failure is { } failure ? Fail(record, failure) : Succeed(record, outcome.Payload);
        if (child.HasObservations)
            invocation.Context.Buffers.TakeFrom(child.Buffers);
        else
            child.Buffers.Release();
        return reply;
    }

    private RecordReply Succeed(int record, in Payload answer)
    {
        try
        {
            return new RecordReply(RecordResult.Succeeded, DataOf(answer));
        }
        catch (EventFormatException problem)
        {
            return Fail(record, Failed(Phase.After, FailureClass.Stage, $"the answer to record {record} cannot be given to the event's provider: {problem.Message}"));
        }
    }

    /// <summary>What the function answered, where the source wants it. It outlives the memory of the record's own invocation.</summary>
    private ReadOnlyMemory<byte> DataOf(in Payload answer)
    {
        var kind = input.Event.Kind;
        if (!BatchReply.WantsData(kind))
            return default;
        if (answer.ContentType != ContentTypes.Json)
            return answer.Bytes.ToArray();
        _answer.Load(answer.Bytes);
        return BatchReply.DataOf(kind, _answer.Root);
    }

    private RecordReply Fail(int record, Failure failure)
    {
        _firstFailure ??= failure;
        if (_failed++ < MaxToldFailures)
            host.Say($"record {record} of {_replies.Length} ({EventKinds.Name(input.Event.Kind)}) failed: {failure.ErrorType}: {failure.ErrorMessage}");
        return new RecordReply(RecordResult.Failed);
    }

    private bool OutOfTime(int record)
    {
        _firstFailure ??= Failed(Phase.Before, FailureClass.Timeout, $"time was up before record {record} of {_replies.Length}") with
        {
            ErrorType = FailureTypes.StageTimeout,
            Retry = true,
        };
        host.Say($"time was up before record {record} of {_replies.Length}: it and those behind it are left for the next delivery");
        return true;
    }

    private Outcome End(in Invocation invocation)
    {
        if (_failed > MaxToldFailures)
            host.Say($"{_failed} of {_replies.Length} records failed; the first {MaxToldFailures} are told above");
        var kind = input.Event.Kind;
        var isRead = BatchReply.IsRead(kind);
        if (_firstFailure is { } failure && (!isRead || (options.FailsWhenAllFail && BatchReply.MayFail(kind) && NoneSucceeded())))
            return Outcome.Of(failure);
        if (!isRead)
            return Outcome.Of(EventKinds.IsHttp(kind) ? NoContent() : new Payload("null"u8.ToArray(), ContentTypes.Json));
        try
        {
            return Outcome.Of(input.Reply(invocation, _replies));
        }
        catch (EventFormatException problem)
        {
            return Outcome.Of(Failed(Phase.After, FailureClass.Input, $"what became of the records cannot be said: {problem.Message}"));
        }
    }

    // Events that came together in one request: it has one response, and there is none that is theirs.
    private static Payload NoContent() => new("""{"statusCode":204,"headers":[],"body":""}"""u8.ToArray(), ContentTypes.HttpResponse);

    private Failure Failed(Phase phase, FailureClass failureClass, string problem) => new()
    {
        ErrorType = FailureTypes.StageFailed,
        ErrorMessage = $"middleware \"{stageName}\" ({PhaseNames.NameOf(phase)}): {problem}",
        Stage = stageName,
        Phase = phase,
        Class = failureClass,
    };

    private bool NoneSucceeded()
    {
        foreach (var reply in _replies)
        {
            if (reply.Result == RecordResult.Succeeded)
                return false;
        }

        return true;
    }
}
