using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sor.Assumptions.Tests;

/// <summary>Provider knowledge: who sent an event, and where its parts are.</summary>
internal static class NativeEvents
{
    /// <summary>The event as JSON; null when it is none.</summary>
    public static JsonNode? Parse(Payload payload)
    {
        try
        {
            return ContentTypes.IsJson(payload.ContentType) ? JsonNode.Parse(payload.Bytes.Span) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static EventKind KindOf(JsonNode? @event) => @event switch
    {
        JsonObject when @event["requestContext"]?["elb"] is not null => @event["multiValueHeaders"] is null ? EventKind.Alb : EventKind.AlbMulti,
        JsonObject when @event["requestContext"] is not null && @event["httpMethod"] is not null => EventKind.Rest,
        JsonObject when (string?)@event["Records"]?[0]?["eventSource"] == "aws:sqs" => EventKind.Sqs,
        JsonObject when @event["specversion"] is not null => EventKind.CloudEvent,
        _ => EventKind.Other,
    };

    /// <summary>Whether an HTTP client waits for the answer.</summary>
    public static bool IsHttp(EventKind kind) => kind is EventKind.Rest or EventKind.Alb or EventKind.AlbMulti;

    /// <summary>A header of an HTTP event, names compared without case, the last value where there are many.</summary>
    public static string? Header(JsonNode @event, string name) =>
        (string?)Find(@event["multiValueHeaders"], name)?.AsArray()[^1] ?? (string?)Find(@event["headers"], name);

    private static JsonNode? Find(JsonNode? headers, string name) =>
        headers?.AsObject().FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}

internal enum EventKind
{
    Other,
    Rest,
    Alb,
    AlbMulti,
    Sqs,
    CloudEvent,
}
