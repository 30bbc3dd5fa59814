namespace Sor.RuntimeApi.Server;

/// <summary>One event on its way to the runtime. A retry of the same event is a new delivery.</summary>
public sealed record RuntimeDelivery
{
    public required string RequestId { get; init; }

    /// <summary>Fresh for each delivery; lets a late answer to an earlier one be told apart.</summary>
    public required string InvocationId { get; init; }

    public required ReadOnlyMemory<byte> Payload { get; init; }

    public required long DeadlineUnixMs { get; init; }

    public required string InvokedFunctionArn { get; init; }

    public string ContentType { get; init; } = "application/json";

    public string? TraceId { get; init; }

    /// <summary>JSON, decoded from the caller's base64; null: none.</summary>
    public string? ClientContext { get; init; }

    public string? CognitoIdentity { get; init; }

    public string? TenantId { get; init; }

    /// <summary>The headers of <c>next</c> that carry this delivery; absent ones are left out.</summary>
    public IEnumerable<KeyValuePair<string, string>> Headers()
    {
        yield return new(RuntimeApiHeaders.RequestId, RequestId);
        yield return new(RuntimeApiHeaders.InvocationId, InvocationId);
        yield return new(RuntimeApiHeaders.DeadlineMs, DeadlineUnixMs.ToString(System.Globalization.CultureInfo.InvariantCulture));
        yield return new(RuntimeApiHeaders.InvokedFunctionArn, InvokedFunctionArn);
        if (!string.IsNullOrEmpty(TraceId))
            yield return new(RuntimeApiHeaders.TraceId, TraceId);
        if (!string.IsNullOrEmpty(ClientContext))
            yield return new(RuntimeApiHeaders.ClientContext, ClientContext);
        if (!string.IsNullOrEmpty(CognitoIdentity))
            yield return new(RuntimeApiHeaders.CognitoIdentity, CognitoIdentity);
        if (!string.IsNullOrEmpty(TenantId))
            yield return new(RuntimeApiHeaders.TenantId, TenantId);
    }
}
