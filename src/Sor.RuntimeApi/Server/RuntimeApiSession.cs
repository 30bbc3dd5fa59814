namespace Sor.RuntimeApi.Server;

/// <summary>
/// The platform's view of one runtime that handles one event at a time: which call is allowed when, and what it means.
/// No socket, no clock, no thread of its own: whatever carries HTTP calls in, and gets the answer to write.
/// <code>
/// Init ──next──► Ready ──Deliver──► Running ──BeginPost──► Posting ──Complete…──► Answered ──next──► Ready
/// Init ──InitError──► InitFailed
/// </code>
/// May be called from several threads.
/// </summary>
public sealed class RuntimeApiSession(IRuntimeApiObserver observer)
{
    // More than any client opens; a client that re-polls without end must not fill the memory.
    private const int MaxParkedPolls = 16;

    // A late answer follows its time-out closely: a few are enough to tell it from a made-up id.
    private const int MaxTimedOut = 16;

    private readonly Lock _gate = new();
    private readonly List<IRuntimePoll> _parked = [];
    private readonly Queue<RuntimeDelivery> _timedOut = new();
    private RuntimeState _state = RuntimeState.Init;
    private RuntimeDelivery? _current;
    private string? _answeredId;

    public RuntimeState State
    {
        get
        {
            lock (_gate)
                return _state;
        }
    }

    /// <summary>A <c>next</c>: null when it was parked or answered through <paramref name="poll"/>, else the refusal.</summary>
    public RuntimeApiAnswer? Next(IRuntimePoll poll)
    {
        RuntimeDelivery? again = null;
        var becameReady = false;
        lock (_gate)
        {
            switch (_state)
            {
                case RuntimeState.Init or RuntimeState.Answered:
                    _state = RuntimeState.Ready;
                    _parked.Add(poll);
                    becameReady = true;
                    break;
                case RuntimeState.Ready when _parked.Count < MaxParkedPolls:
                    _parked.Add(poll);
                    break;
                case RuntimeState.Running:
                    // The connection broke before the event was read: the runtime asks once more for what it still owes.
                    again = _current;
                    break;
                default:
                    return RuntimeApiAnswer.InvalidStateTransition;
            }
        }

        if (becameReady)
            observer.OnReady();
        else if (again is not null)
            _ = poll.TryDeliver(again);
        return null;
    }

    /// <summary>The connection of a parked <c>next</c> is gone.</summary>
    public void PollLost(IRuntimePoll poll)
    {
        lock (_gate)
            _ = _parked.Remove(poll);
    }

    /// <summary>
    /// Hands an event to the runtime; false unless it is <see cref="RuntimeState.Ready"/>. When every waiting connection
    /// turns out to be dead, the event stays owed and goes to the next <c>next</c>.
    /// </summary>
    public bool Deliver(RuntimeDelivery delivery)
    {
        lock (_gate)
        {
            if (_state != RuntimeState.Ready)
                return false;
            _state = RuntimeState.Running;
            _current = delivery;
        }

        while (TakeParked() is { } poll)
        {
            if (poll.TryDeliver(delivery))
                break;
        }

        return true;
    }

    /// <summary>
    /// Begins a <c>response</c> or an <c>error</c>: checked before its body is read. On success the caller reads the body
    /// and ends with one of the <c>Complete</c> methods.
    /// </summary>
    /// <param name="requestId">The id in the path.</param>
    /// <param name="invocationId">The echoed <see cref="RuntimeApiHeaders.InvocationId"/>; null or empty: not sent, not checked.</param>
    /// <param name="delivery">What is being answered.</param>
    /// <returns>Null when allowed, else the refusal.</returns>
    public RuntimeApiAnswer? BeginPost(string requestId, string? invocationId, out RuntimeDelivery? delivery)
    {
        delivery = null;
        lock (_gate)
        {
            if (HasTimedOut(requestId, invocationId))
                return RuntimeApiAnswer.InvocationTimedOut;
            switch (_state)
            {
                case RuntimeState.Running:
                    if (_current!.RequestId != requestId || (!string.IsNullOrEmpty(invocationId) && _current.InvocationId != invocationId))
                        return RuntimeApiAnswer.InvalidRequestId;
                    _state = RuntimeState.Posting;
                    delivery = _current;
                    return null;
                case RuntimeState.Answered when requestId != _answeredId:
                    return RuntimeApiAnswer.InvalidRequestId;
                default:
                    return RuntimeApiAnswer.InvalidStateTransition;
            }
        }
    }

    public RuntimeApiAnswer CompleteResponse(RuntimeDelivery delivery, RuntimeResponse response)
    {
        if (!TryFinish(delivery))
            return RuntimeApiAnswer.InvocationTimedOut;
        observer.OnResponse(delivery, response);
        return RuntimeApiAnswer.Accepted;
    }

    public RuntimeApiAnswer CompleteError(RuntimeDelivery delivery, RuntimeErrorReport error)
    {
        if (!TryFinish(delivery))
            return RuntimeApiAnswer.InvocationTimedOut;
        observer.OnError(delivery, error);
        return RuntimeApiAnswer.Accepted;
    }

    /// <summary>The body is above its limit: the caller is told so, the runtime goes on with <c>next</c>.</summary>
    public RuntimeApiAnswer CompleteTooLarge(RuntimeDelivery delivery)
    {
        var message = $"Response payload size exceeded maximum allowed payload size ({RuntimeApiLimits.ResponseBytes} bytes).";
        return CompleteBroken(delivery, "Function.ResponseSizeTooLarge", message, RuntimeApiAnswer.TooLarge);
    }

    /// <summary>The connection ended in the middle of the body.</summary>
    public RuntimeApiAnswer CompleteTruncated(RuntimeDelivery delivery) =>
        CompleteBroken(delivery, "Runtime.TruncatedResponse", "the runtime's response ended before its declared end", RuntimeApiAnswer.Truncated);

    public RuntimeApiAnswer CompleteInvalidMode(RuntimeDelivery delivery) =>
        CompleteBroken(delivery, "Runtime.InvalidResponseModeHeader", "the runtime asked for an unknown response mode", RuntimeApiAnswer.InvalidResponseMode);

    public RuntimeApiAnswer InitError(RuntimeErrorReport error)
    {
        lock (_gate)
        {
            if (_state != RuntimeState.Init)
                return RuntimeApiAnswer.InvalidStateTransition;
            _state = RuntimeState.InitFailed;
        }

        observer.OnInitError(error);
        return RuntimeApiAnswer.Accepted;
    }

    /// <summary>The platform gives up the event under way: a later answer to it is refused.</summary>
    public void TimeOut()
    {
        lock (_gate)
        {
            if (_state is not (RuntimeState.Running or RuntimeState.Posting))
                return;
            _timedOut.Enqueue(_current!);
            if (_timedOut.Count > MaxTimedOut)
                _ = _timedOut.Dequeue();
            Finish();
        }
    }

    private RuntimeApiAnswer CompleteBroken(RuntimeDelivery delivery, string errorType, string message, RuntimeApiAnswer answer)
    {
        if (!TryFinish(delivery))
            return RuntimeApiAnswer.InvocationTimedOut;
        observer.OnError(delivery, new RuntimeErrorReport(new FunctionError(errorType, message).ToJson(), errorType));
        return answer;
    }

    // False when the platform gave the delivery up while its body was being read.
    private bool TryFinish(RuntimeDelivery delivery)
    {
        lock (_gate)
        {
            if (_state != RuntimeState.Posting || !ReferenceEquals(_current, delivery))
                return false;
            Finish();
            return true;
        }
    }

    private void Finish()
    {
        _state = RuntimeState.Answered;
        _answeredId = _current!.RequestId;
        _current = null;
    }

    private bool HasTimedOut(string requestId, string? invocationId)
    {
        foreach (var delivery in _timedOut)
        {
            if (delivery.RequestId != requestId)
                continue;

            // Without the echo, the id alone decides, unless a retry under the same id is what is running now.
            if (string.IsNullOrEmpty(invocationId) ? _current?.RequestId != requestId : delivery.InvocationId == invocationId)
                return true;
        }

        return false;
    }

    private IRuntimePoll? TakeParked()
    {
        lock (_gate)
        {
            if (_parked.Count == 0)
                return null;
            var poll = _parked[0];
            _parked.RemoveAt(0);
            return poll;
        }
    }
}
