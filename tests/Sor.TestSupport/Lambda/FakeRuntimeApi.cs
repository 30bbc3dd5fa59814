using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Sor.TestSupport;

/// <summary>
/// A scripted Lambda Runtime API over raw sockets. It delivers the events that a test queues, in order, one at each <c>next</c>; records
/// everything that it gets; and notes each call that the platform's state machine does not allow in <see cref="Violations"/>.
/// </summary>
public sealed class FakeRuntimeApi : IAsyncDisposable
{
    private const string Base = "/2018-06-01/runtime/";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private readonly List<RecordedRequest> _requests = [];
    private readonly List<string> _violations = [];
    private readonly List<ApiConnection> _connections = [];
    private readonly Queue<Delivery> _queue = [];
    private readonly List<Task> _serving = [];
    private TaskCompletionSource _queued = NewSignal();
    private TaskCompletionSource<RecordedRequest> _initError = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Delivery? _current;
    private Poll? _poll;
    private TaskCompletionSource _polled = NewSignal();

    private FakeRuntimeApi()
    {
        _listener.Start(128);
        Address = _listener.LocalEndpoint.ToString()!;
        _serving.Add(AcceptAsync());
    }

    /// <summary>Value of <c>AWS_LAMBDA_RUNTIME_API</c>.</summary>
    public string Address { get; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How the report of an init error is answered.</summary>
    public PostAnswering InitErrorAnswering { get; set; } = PostAnswering.Accept;

    /// <summary>All requests so far, in order.</summary>
    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    /// <summary>What the runtime did that the platform's rules do not allow.</summary>
    public IReadOnlyList<string> Violations
    {
        get
        {
            lock (_lock)
                return [.. _violations];
        }
    }

    /// <summary>Completes when the runtime has reported that it cannot start.</summary>
    public Task<RecordedRequest> InitError => _initError.Task;

    public static FakeRuntimeApi Start() => new();

    /// <summary>Queues an event for the next <c>next</c>.</summary>
    public Delivery Deliver(FakeEvent @event)
    {
        var delivery = new Delivery(@event);
        lock (_lock)
        {
            _queue.Enqueue(delivery);
            _queued.TrySetResult();
        }

        return delivery;
    }

    /// <summary>Completes when the runtime waits for an event.</summary>
    public async Task WaitForPollAsync()
    {
        for (; ; )
        {
            Task signal;
            lock (_lock)
            {
                if (_poll is not null)
                    return;
                signal = _polled.Task;
            }

            await signal;
        }
    }

    /// <summary>A new runtime process is about to start: whatever the last one was doing is over.</summary>
    public void BeginLife()
    {
        lock (_lock)
        {
            _current = null;
            _poll = null;
            if (_initError.Task.IsCompleted)
                _initError = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Closes the connection on which the runtime waits for an event, without a byte.</summary>
    public void DropPoll()
    {
        lock (_lock)
        {
            _poll!.Connection.Drop();
            _poll = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        lock (_lock)
        {
            foreach (var connection in _connections)
                connection.Dispose();
        }

        await Task.WhenAll(_serving);
        _end.Dispose();
        _listener.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task AcceptAsync()
    {
        try
        {
            for (; ; )
            {
                var socket = await _listener.AcceptSocketAsync(_end.Token);
                lock (_lock)
                {
                    var connection = new ApiConnection(socket, _connections.Count + 1);
                    _connections.Add(connection);
                    _serving.Add(ServeAsync(connection));
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The end of the test.
        }
    }

    private async Task ServeAsync(ApiConnection connection)
    {
        await Task.Yield();
        try
        {
            while (!connection.IsDropped && await connection.ReadHeadAsync() is var (method, target, headers))
                await ServeAsync(connection, method, target, headers);
        }
        catch (Exception exception) when (exception is ObjectDisposedException or OperationCanceledException or SocketException)
        {
            // Dropped on purpose, or by a runtime that has ended.
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException)
        {
            Violate(exception.Message);
        }
        finally
        {
            connection.Dispose();
        }
    }

    private async Task ServeAsync(ApiConnection connection, string method, string target, List<KeyValuePair<string, string>> headers)
    {
        var post = method == "POST" ? BeginPost(target) : default;
        if (post.Answering is { ReadsBody: false } hasty)
        {
            Record(connection, method, target, headers, []);
            var delivery = post.Delivery;
            delivery?.SetAnswered(Requests[^1]);
            await hasty.AnswerAsync(connection);
            if (!connection.IsDropped)
                _ = await connection.ReadBodyAsync(headers);
            return;
        }

        var request = Record(connection, method, target, headers, await connection.ReadBodyAsync(headers));
        if (method == "GET" && target == Base + "invocation/next")
        {
            await ServeNextAsync(connection);
            return;
        }

        if (post.Answering is null)
        {
            Violate($"{method} {target} is not a call of the Runtime API");
            await PostAnswering.Refuse(404, "NotFound").AnswerAsync(connection);
            return;
        }

        post.Delivery?.SetAnswered(request);
        if (target == Base + "init/error" && !_initError.TrySetResult(request))
            Violate("the init error came twice");
        await post.Answering.AnswerAsync(connection);
    }

    private (Delivery? Delivery, PostAnswering? Answering) BeginPost(string target)
    {
        if (target == Base + "init/error")
            return (null, InitErrorAnswering);
        var words = target.Split('/');
        if (words is not ["", "2018-06-01", "runtime", "invocation", var id, "response" or "error"])
            return default;
        lock (_lock)
        {
            if (_current is { } current && current.Event.RequestId == Uri.UnescapeDataString(id))
            {
                var answering = current.Answering;
                if (answering.Retry is { } retry)
                    current.Answering = retry;
                else
                    _current = null;
                return (current, answering);
            }
        }

        Violate($"a post for {id}, which is not the event under way");
        return (null, PostAnswering.Unknown);
    }

    private async Task ServeNextAsync(ApiConnection connection)
    {
        var poll = new Poll(connection);
        lock (_lock)
        {
            if (_current is { } unanswered)
                _violations.Add($"the next event was asked for before {unanswered.Event.RequestId} was answered");
            if (_poll is not null)
                _violations.Add("the next event was asked for twice");
            _poll = poll;
            _polled.TrySetResult();
            _polled = NewSignal();
        }

        if (await TakeDeliveryAsync(poll) is not { } delivery)
            return;
        var @event = delivery.Event;
        await @event.Sending.SendAsync(connection, @event.Head(DateTimeOffset.UtcNow), @event.Body);
        delivery.SetSent();
    }

    /// <summary>Waits for an event to deliver; null when the runtime has hung up.</summary>
    private async Task<Delivery?> TakeDeliveryAsync(Poll poll)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        var closed = poll.Connection.WaitForCloseAsync(stop.Token);
        try
        {
            for (; ; )
            {
                Task queued;
                lock (_lock)
                {
                    if (_poll != poll)
                        return null;
                    if (_queue.TryDequeue(out var delivery))
                    {
                        _poll = null;
                        _current = delivery.Event.Sending.Delivers && delivery.Event.Status == 200 ? delivery : null;
                        return delivery;
                    }

                    if (_queued.Task.IsCompleted)
                        _queued = NewSignal();
                    queued = _queued.Task;
                }

                if (await Task.WhenAny(queued, closed) == closed)
                {
                    if (!await closed)
                        Violate("the runtime sent something while it waited for an event");
                    EndPoll(poll);
                    return null;
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            try
            {
                _ = await closed;
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                // Nobody waits for the end any more.
            }
        }
    }

    private void EndPoll(Poll poll)
    {
        lock (_lock)
        {
            if (_poll == poll)
                _poll = null;
        }
    }

    private RecordedRequest Record(ApiConnection connection, string method, string target, List<KeyValuePair<string, string>> headers, byte[] body)
    {
        lock (_lock)
        {
            var request = new RecordedRequest(_requests.Count + 1, connection.Number, method, target, headers, body);
            _requests.Add(request);
            return request;
        }
    }

    private void Violate(string what)
    {
        lock (_lock)
            _violations.Add(string.Create(CultureInfo.InvariantCulture, $"after request {_requests.Count}: {what}"));
    }

    /// <summary>A runtime that waits for an event.</summary>
    private sealed record Poll(ApiConnection Connection);
}
