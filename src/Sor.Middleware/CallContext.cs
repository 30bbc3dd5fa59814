using Sor.Middleware.Text;

namespace Sor.Middleware;

/// <summary>
/// What is known of an invocation. Each member is looked up in the context's JSON when it is asked for; null: not known.
/// Valid until the outcome was returned.
/// </summary>
public sealed class CallContext
{
    internal CallContext(ReadOnlyMemory<byte> json) => Json = json;

    /// <summary>The whole context, a JSON object; empty without one.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>The platform's id of the event. Retries may repeat it.</summary>
    public string? RequestId => JsonMembers.TextOf(Json.Span, "requestId"u8);

    /// <summary>Unique per delivery, where the platform gives one.</summary>
    public string? InvocationId => JsonMembers.TextOf(Json.Span, "invocationId"u8);

    /// <summary>The platform adapter that took the event: <c>lambda</c>.</summary>
    public string? Trigger => JsonMembers.TextOf(Json.Span, "trigger"u8);

    /// <summary>Tenant of a tenant-isolated function.</summary>
    public string? TenantId => JsonMembers.TextOf(Json.Span, "tenantId"u8);

    /// <summary>The function's ARN as it was called.</summary>
    public string? FunctionArn => JsonMembers.TextOf(Member("function"u8).Span, "arn"u8);

    /// <summary>The X-Ray header, as it came.</summary>
    public string? TraceXray => JsonMembers.TextOf(Member("trace"u8).Span, "xray"u8);

    /// <summary>W3C trace context.</summary>
    public string? TraceParent => JsonMembers.TextOf(Member("trace"u8).Span, "traceparent"u8);

    /// <summary>W3C trace state.</summary>
    public string? TraceState => JsonMembers.TextOf(Member("trace"u8).Span, "tracestate"u8);

    /// <summary>The caller's client context, JSON; empty without one.</summary>
    public ReadOnlyMemory<byte> ClientContext => Member("clientContext"u8);

    /// <summary>The caller's identity, JSON; empty without one.</summary>
    public ReadOnlyMemory<byte> Identity => Member("identity"u8);

    /// <summary>What the event is, JSON: <c>kind</c>, <c>id</c>, <c>source</c>, <c>type</c>, <c>subject</c>, <c>idempotencyKey</c>; empty unless the stage asks for <c>context: [event]</c>.</summary>
    public ReadOnlyMemory<byte> Event => Member("event"u8);

    /// <summary>
    /// The HTTP request that the event carries, JSON: <c>method</c>, <c>target</c>, <c>path</c>, <c>headers</c>; empty unless the stage asks for
    /// <c>context: [http]</c>, or without one.
    /// </summary>
    public ReadOnlyMemory<byte> Http => Member("http"u8);

    /// <summary>What stages noted so far, JSON: <c>{"STAGE": {...}}</c>; empty if nothing.</summary>
    public ReadOnlyMemory<byte> Attributes => Member("attributes"u8);

    /// <summary>One attribute that a stage noted, JSON; empty if it did not.</summary>
    public ReadOnlyMemory<byte> Attribute(string stage, string name) => JsonMembers.Of(JsonMembers.Of(Attributes, stage), name);

    /// <summary>Any member of the context, JSON; empty if it is not there.</summary>
    public ReadOnlyMemory<byte> Member(ReadOnlySpan<byte> name) => JsonMembers.Of(Json, name);
}
