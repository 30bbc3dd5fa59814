using Sor.Events.CloudEvents.Sources;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Webhooks;

/// <summary>Whose webhooks are known.</summary>
internal enum WebhookSender : byte
{
    None,
    GitHub,
    GitLab,
    Stripe,
    Sns,
    EventGrid,
}

/// <summary>The header by which a sender is known.</summary>
internal static class WebhookSenders
{
    /// <summary>Whose webhook a request says to be, by the first such header.</summary>
    /// <param name="headers">Headers of the request.</param>
    /// <param name="mark">The header's value.</param>
    internal static WebhookSender Find(JsonValue headers, out JsonValue mark)
    {
        foreach (var header in headers.Members())
        {
            if (Of(header.Name.RawString) is not WebhookSender.None and var sender)
            {
                mark = HttpHeaders.First(header.Value);
                if (!mark.RawString.IsEmpty)
                    return sender;
            }
        }

        mark = default;
        return WebhookSender.None;
    }

    internal static ReadOnlySpan<byte> NameOf(WebhookSender sender) => sender switch
    {
        WebhookSender.GitHub => "GitHub"u8,
        WebhookSender.GitLab => "GitLab"u8,
        WebhookSender.Stripe => "Stripe"u8,
        WebhookSender.Sns => "SNS"u8,
        _ => "Event Grid"u8,
    };

    // By their lengths: nearly every request has none of them.
    private static WebhookSender Of(ReadOnlySpan<byte> name) => name.Length switch
    {
        14 when AsciiText.Same(name, "x-github-event"u8) => WebhookSender.GitHub,
        14 when AsciiText.Same(name, "x-gitlab-event"u8) => WebhookSender.GitLab,
        14 when AsciiText.Same(name, "aeg-event-type"u8) => WebhookSender.EventGrid,
        16 when AsciiText.Same(name, "stripe-signature"u8) => WebhookSender.Stripe,
        22 when AsciiText.Same(name, "x-amz-sns-message-type"u8) => WebhookSender.Sns,
        _ => WebhookSender.None,
    };
}
