using Sor.Events.CloudEvents.Sources;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Webhooks;

/// <summary>Webhooks of Stripe.</summary>
internal static class StripeEvents
{
    internal static bool IsOne(JsonValue body) => body.Get("object"u8).Is("event"u8) && body.Get("type"u8) is { RawString.IsEmpty: false };

    internal static void Write(SourceWriter w, WebhookRequest request, JsonValue body)
    {
        w.Begin();
        w.Id(body.Get("id"u8));
        w.Source(w.Text().Add(body, "'https://api.stripe.com/accounts/'+account|'https://api.stripe.com'"u8));
        w.Type("com.stripe."u8, body.Get("type"u8));
        w.Attribute("subject"u8, w.Text().Add(body, "data.object.id"u8));
        w.Time(body.Get("created"u8), TimeUnit.Seconds);
        request.End(w, body);
    }
}
