using System.Buffers;
using System.Globalization;
using System.Text;
using Sor.Events.CloudEvents.Sources;
using Sor.Events.CloudEvents.Webhooks;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents;

/// <summary>
/// Answers to requests in which a sender asks whether it may deliver events here: the validation of "HTTP 1.1 Web Hooks for Event Delivery" 1.0.2
/// and that of Event Grid's own schema. Used for one event after another. Not thread-safe.
/// </summary>
public sealed class WebhookHandshake(WebhookHandshakeOptions options)
{
    private readonly RequestBody _body = new();

    /// <summary>Writes the response to such a request, as <c>application/vnd.sor.http-response+json</c>; false when the event is none.</summary>
    /// <exception cref="EventFormatException">It is one, and what it says contradicts itself.</exception>
    public bool TryAnswer(EventDocument document, IBufferWriter<byte> output)
    {
        if (!EventKinds.IsHttp(document.Kind))
            return false;
        var parts = HttpParts.Of(document, document.Kind);
        if (AsciiText.Same(parts.Method.RawString, "OPTIONS"u8))
            return TryAnswerOrigin(parts, output);
        return options.EventGridValidation && WebhookSources.IsPost(parts.Method) && parts.Header("aeg-event-type"u8).Is("SubscriptionValidation"u8)
            && TryValidate(parts, output);
    }

    // A request of another sort (a browser asks in this way too) is the function's.
    private bool TryAnswerOrigin(HttpParts parts, IBufferWriter<byte> output)
    {
        var origin = parts.Header("webhook-request-origin"u8).Utf8().Trim(" \t"u8);
        if (origin.IsEmpty)
            return false;
        var allowed = Allowed(origin);
        if (allowed.IsEmpty)
        {
            output.Write("""{"statusCode":405,"headers":[["allow","POST"]],"body":""}"""u8);
            return true;
        }

        output.Write("""{"statusCode":200,"headers":[["allow","POST"],["webhook-allowed-origin","""u8);
        JsonText.Write(output, allowed);
        output.Write("],[\"webhook-allowed-rate\","u8);
        JsonText.Write(output, Encoding.ASCII.GetBytes(options.AllowedRate?.ToString(CultureInfo.InvariantCulture) ?? "*"));
        output.Write("]],\"body\":\"\"}"u8);
        return true;
    }

    /// <summary>What the sender is told to be allowed: its own name, or everything; empty when it is not.</summary>
    private ReadOnlySpan<byte> Allowed(ReadOnlySpan<byte> origin)
    {
        ReadOnlySpan<byte> allowed = default;
        foreach (var name in options.AllowedOrigins)
        {
            if (name == WebhookHandshakeOptions.AnyOrigin)
                return "*"u8;
            if (AsciiText.Same(origin, Encoding.UTF8.GetBytes(name)))
                allowed = origin;
        }

        return allowed;
    }

    private bool TryValidate(HttpParts parts, IBufferWriter<byte> output)
    {
        if (!_body.Read(parts) || !_body.IsJson())
            return false;
        var root = _body.Json.Root;
        var question = root.IsArray ? root.First() : root;
        var code = question.Get("data"u8).Get("validationCode"u8);
        if (!question.Get("eventType"u8).Is("Microsoft.EventGrid.SubscriptionValidationEvent"u8) || code.RawString.IsEmpty)
            return false;
        var answer = new ArrayBufferWriter<byte>();
        answer.Write("{\"validationResponse\":"u8);
        answer.Write(code.Raw);
        answer.Write("}"u8);
        output.Write("""{"statusCode":200,"headers":[["content-type","application/json"]],"body":"""u8);
        JsonText.Write(output, answer.WrittenSpan);
        output.Write("}"u8);
        return true;
    }
}
