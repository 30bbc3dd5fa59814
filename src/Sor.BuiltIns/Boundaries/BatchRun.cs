using Sor.Events;
using Sor.Events.Replies;

namespace Sor.BuiltIns;

/// <summary>
/// One batch: an invocation of the inner stages for each CloudEvent. Records begin in the event's order, several at a time where the options say so, but
/// never before the record that they stand behind in their lane has succeeded: nothing overtakes one that failed. Where the source reads what became of
/// each, a record that failed is named and the others are not delivered again; where it does not, a failure is one of the whole batch.
/// </summary>
internal sealed class BatchRun(string stageName, CloudEventsBoundaryOptions options, BuiltInHost host, CloudEventsInput input)
{
    /// <summary>Records whose failure is told in the log, for each batch; the others are counted.</summary>
    internal const int MaxToldFailures = 10;

    private readonly EventDocument _answer = new();
    private readonly RecordReply[] _replies = new RecordReply[input.RecordCount];
    private readonly bool[] _waits = new bool[input.RecordCount];
    private readonly int _runners = Math.Min(options.Concurrency, input.RecordCount);
    private Failure? _firstFailure;
    private int _failed;
    private int _next;
    private bool _isTimeUp;

    internal async ValueTask<Outcome> RunAsync(Invocation invocation, Next next)
    {
        for (var record = 0; record < _replies.Length; record++)
        {
            // What is never run stays so: it is left for the next delivery.
            _replies[record] = new RecordReply(RecordResult.Skipped);
            if (input.Behind[record] is not 0 and var behind)
                _waits[behind] = true;
        }

        if (_runners > 1)
        {
            // They take turns on the one thread of the loop.
            var running = new Task[_runners];
            for (var i = 0; i < running.Length; i++)
                running[i] = RunRecordsAsync(invocation, next).AsTask();
            await Task.WhenAll(running);
        }
        else
        {
            await RunRecordsAsync(invocation, next);
        }

        return End(invocation);
    }

    /// <summary>Runs one record after the other, until none is left that may begin now.</summary>
    private async ValueTask RunRecordsAsync(Invocation invocation, Next next)
    {
        for (var record = Take(); record >= 0 && HasTime(record, invocation); record = TakeAfter(record))
        {
            var reply = new RecordReply(RecordResult.Succeeded);
            for (var index = input.FirstOf(record); index < input.Count && input.RecordOf(index) == record && reply.Result == RecordResult.Succeeded; index++)
                reply = await RunAsync(record, index, invocation, next);
            _replies[record] = reply;
        }
    }

    /// <summary>The next record of the event. One that waits is left to whoever runs the one before it in its lane. None: -1.</summary>
    private int Take()
    {
        while (_next < _replies.Length)
        {
            if (!_waits[_next++])
                return _next - 1;
        }

        return -1;
    }

    /// <summary>The record to run after this one: the one behind it, if others had come by it already.</summary>
    private int TakeAfter(int record)
    {
        if (_replies[record].Result == RecordResult.Succeeded && input.Behind[record] is not 0 and var behind)
        {
            _waits[behind] = false;
            if (behind < _next)
                return behind;
        }

        return Take();
    }

    private async ValueTask<RecordReply> RunAsync(int record, int index, Invocation invocation, Next next)
    {
        var child = invocation.Context.Child(isConcurrent: _runners > 1);
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

    /// <summary>Whether the record may begin. If not, none begins any more.</summary>
    private bool HasTime(int record, in Invocation invocation)
    {
        if (host.Clock() < invocation.CutOffTimestamp)
            return true;
        if (_isTimeUp)
            return false;
        _isTimeUp = true;
        _firstFailure ??= Failed(Phase.Before, FailureClass.Timeout, $"time was up before record {record} of {_replies.Length}") with
        {
            ErrorType = FailureTypes.StageTimeout,
            Retry = true,
        };
        host.Say($"time was up before record {record} of {_replies.Length}: it and all that have not begun are left for the next delivery");
        return false;
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
