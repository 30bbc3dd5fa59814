using Sor.Events.CloudEvents.Sources;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Webhooks;

/// <summary>What SNS sends to an address of HTTP, as the adapter has it that the CloudEvents specification publishes.</summary>
internal static class SnsDeliveries
{
    /// <summary>Writes a message in its envelope, or the CloudEvent that it is.</summary>
    internal static void Write(SourceWriter w, WebhookRequest request, JsonValue body)
    {
        var isNotification = request.Mark.Is("Notification"u8);
        if (isNotification && w.TryUnwrapText(body.Get("Message"u8)))
            return;
        Begin(w, request);
        w.Id(body.Get("MessageId"u8));
        w.Source(body.Get("TopicArn"u8));
        if (isNotification)
            w.Subject(body.Get("Subject"u8));
        w.Time(body.Get("Timestamp"u8));
        request.End(w, body);
    }

    /// <summary>Writes a message that comes without envelope: what is known of it stands in headers.</summary>
    internal static void WriteRaw(SourceWriter w, WebhookRequest request)
    {
        Begin(w, request);
        w.Source(request.Header("x-amz-sns-topic-arn"u8));
        request.End(w);
    }

    // A subscription that is not confirmed yet is the topic's.
    private static void Begin(SourceWriter w, WebhookRequest request)
    {
        w.Begin();
        w.Id(request.Header("x-amz-sns-message-id"u8));
        w.Source(request.Header(request.Mark.Is("SubscriptionConfirmation"u8) ? "x-amz-sns-topic-arn"u8 : "x-amz-sns-subscription-arn"u8));
        w.Type("com.amazonaws.sns."u8, request.Mark);
    }
}
