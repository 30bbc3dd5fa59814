namespace Sor.Events.CloudEvents;

/// <summary>Which senders of webhooks are told that they may send. What is not allowed is refused.</summary>
public sealed class WebhookHandshakeOptions
{
    /// <summary>The name of every sender.</summary>
    public const string AnyOrigin = "*";

    /// <summary>DNS names of senders that may deliver CloudEvents; <see cref="AnyOrigin"/>: all of them.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Deliveries per minute that a sender is allowed; null: any number.</summary>
    public int? AllowedRate { get; init; }

    /// <summary>
    /// Whether subscriptions of Event Grid are validated. Not unless somebody says so: the answer proves to Azure that the owner of the address wants the
    /// events, and anybody who knows the address can subscribe it.
    /// </summary>
    public bool EventGridValidation { get; init; }
}
