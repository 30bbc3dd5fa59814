namespace Sor.DevServer.Emulation;

/// <summary>One attempt to run the handler for one event, from the platform's side.</summary>
internal sealed class FunctionCall
{
    private readonly TaskCompletionSource<CallResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Who asked, for the report: <c>invoke</c>, <c>event</c>, <c>GET /orders</c>.</summary>
    public required string Label { get; init; }

    /// <summary>The same for each retry of an asynchronous event.</summary>
    public required string RequestId { get; init; }

    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The ARN as called.</summary>
    public required string FunctionArn { get; init; }

    public required string TraceId { get; init; }

    /// <summary>JSON, decoded.</summary>
    public string? ClientContext { get; init; }

    public string? TenantId { get; init; }

    /// <summary>Whether the caller asked for the end of the log.</summary>
    public bool WantsLog { get; init; }

    /// <summary>Nobody waits for the result: it is handed over when it has been reported, so that what follows is reported later.</summary>
    public bool IsAsync { get; init; }

    /// <summary>Fires when nobody waits for the result any more; an invocation that has not begun then never does.</summary>
    public CancellationToken CallerGone { get; init; }

    public Task<CallResult> Result => _result.Task;

    public void Complete(CallResult result) => _ = _result.TrySetResult(result);
}
