using System.Text;
using System.Text.Json.Nodes;

namespace Sor.Assumptions.Tests;

/// <summary>
/// A sketch of the boundary to come: inside, every provider's HTTP event has one form and a response has one form. What it knows of the event
/// lives in its own call, so that it needs no state.
/// </summary>
internal sealed class HttpBoundaryStage : IStage
{
    public string Name => "http";

    public async ValueTask<Outcome> InvokeAsync(Invocation invocation, Next next)
    {
        var @event = NativeEvents.Parse(invocation.Payload);
        var kind = NativeEvents.KindOf(@event);
        var inner = await next.InvokeAsync(NativeEvents.IsHttp(kind) ? invocation.With(Request(@event!)) : invocation);
        if (inner.Kind == OutcomeKind.Failure || inner.Payload.ContentType != ContentTypes.HttpResponse)
            return inner;
        return NativeEvents.IsHttp(kind) ? Outcome.Of(Encode(JsonNode.Parse(inner.Payload.Bytes.Span)!, kind)) : Outcome.Of(new Failure
        {
            ErrorType = "Runtime.NoHttpClient",
            ErrorMessage = $"an HTTP response ({JsonNode.Parse(inner.Payload.Bytes.Span)!["status"]}) was given to an event that no HTTP client waits for",
            Stage = Name,
            Phase = Phase.After,
            Class = FailureClass.Stage,
        });
    }

    private static Payload Request(JsonNode @event)
    {
        var headers = new JsonObject();
        foreach (var name in (ReadOnlySpan<string>)["authorization", "origin", "idempotency-key"])
            headers[name] = NativeEvents.Header(@event, name);
        return new Payload(Encoding.UTF8.GetBytes(new JsonObject { ["method"] = (string?)@event["httpMethod"], ["headers"] = headers }.ToJsonString()), ContentTypes.HttpRequest);
    }

    private static Payload Encode(JsonNode response, EventKind kind)
    {
        var status = (int)response["status"]!;
        var native = new JsonObject { ["statusCode"] = status };
        if (kind != EventKind.Rest)
            native["statusDescription"] = $"{status} Unauthorized";
        if (kind == EventKind.AlbMulti)
            native["multiValueHeaders"] = new JsonObject(response["headers"]!.AsObject().Select(static header => KeyValuePair.Create(header.Key, (JsonNode?)new JsonArray((string?)header.Value))));
        else
            native["headers"] = response["headers"]!.DeepClone();
        native["body"] = (string?)response["body"];
        native["isBase64Encoded"] = false;
        return new Payload(Encoding.UTF8.GetBytes(native.ToJsonString()), ContentTypes.Json);
    }
}
