using System.Text;
using Sor.Events.CloudEvents.Sources;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Webhooks;

/// <summary>Requests that are webhooks: the events that they tell of. Used for one request after another.</summary>
internal sealed class WebhookSources
{
    private readonly RequestBody _body = new();

    /// <summary>Whether events of this sort are told by this method.</summary>
    internal static bool IsPost(JsonValue method) => AsciiText.Same(method.RawString, "POST"u8);

    /// <summary>Writes what a request tells of, if it is a webhook.</summary>
    /// <exception cref="EventFormatException">It is one, and what it says contradicts itself.</exception>
    internal bool TryWrite(SourceWriter w, EventKind kind, HttpParts parts)
    {
        if (!IsPost(parts.Method))
            return false;
        if (w.Options.Webhooks && WebhookSenders.Find(parts.Headers, out var mark) is not WebhookSender.None and var sender && _body.Read(parts))
        {
            try
            {
                if (TryWrite(w, sender, new WebhookRequest(kind, parts, mark, _body)))
                    return true;
            }
            catch (EventFormatException problem)
            {
                throw parts.Body.Error($"is a webhook of {Encoding.ASCII.GetString(WebhookSenders.NameOf(sender))}, but {problem.Message}");
            }
        }

        if (w.Options.Webhook is not { } generic)
            return false;
        _ = _body.Read(parts);
        WriteGeneric(w, generic, new WebhookRequest(kind, parts, default, _body));
        return true;
    }

    private bool TryWrite(SourceWriter w, WebhookSender sender, WebhookRequest request)
    {
        if (sender == WebhookSender.GitHub && AsciiText.Same(MediaType.WithoutParameters(request.Header("content-type"u8).Utf8()), "application/x-www-form-urlencoded"u8))
            return _body.TakeField("payload"u8) && TryWriteJson(w, sender, request);
        if (sender == WebhookSender.Sns && request.Header("x-amz-sns-rawdelivery"u8).Is("true"u8))
        {
            SnsDeliveries.WriteRaw(w, request);
            return true;
        }

        return TryWriteJson(w, sender, request);
    }

    private bool TryWriteJson(SourceWriter w, WebhookSender sender, WebhookRequest request)
    {
        if (!_body.IsJson())
            return false;
        var body = _body.Json.Root;
        switch (sender)
        {
            case WebhookSender.GitHub when body.IsObject:
                GitHubEvents.Write(w, request, body);
                return true;
            case WebhookSender.GitLab when body.IsObject:
                GitLabEvents.Write(w, request, body);
                return true;
            case WebhookSender.Sns when body.IsObject:
                SnsDeliveries.Write(w, request, body);
                return true;
            case WebhookSender.Stripe when body.IsObject && StripeEvents.IsOne(body):
                StripeEvents.Write(w, request, body);
                return true;
            case WebhookSender.EventGrid when _body.Json.Kind == EventKind.EventGrid:
                if (body.IsObject)
                    OtherSources.EventGrid(w, body);
                foreach (var element in body.Elements())
                    OtherSources.EventGrid(w, element);
                return true;
            default:
                return false;
        }
    }

    private static void WriteGeneric(SourceWriter w, GenericWebhook generic, WebhookRequest request)
    {
        w.Begin();
        if (generic.IdHeader is not null)
            w.Id(request.Header(Encoding.UTF8.GetBytes(generic.IdHeader)));
        w.Source(w.Text().Add(Encoding.UTF8.GetBytes(generic.Source)));
        w.Type(w.Text().Add(Encoding.UTF8.GetBytes(generic.Type)));
        request.End(w);
    }
}
