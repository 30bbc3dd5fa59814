namespace Sor.Events.CloudEvents;

/// <summary>How events become CloudEvents: the same for all events of a function.</summary>
public sealed class CloudEventOptions
{
    /// <inheritdoc cref="CloudEventMode"/>
    public CloudEventMode Mode { get; init; }

    /// <summary>
    /// ARN of the invoked function, as the platform gives it. Events that do not say whose they are take partition, region and account from it;
    /// those without a source of their own take all of it.
    /// </summary>
    public string FunctionArn { get; init; } = "";

    /// <summary>Whether a CloudEvent that is carried inside (a request, a queue's message, a stream's bytes) is passed on as it is.</summary>
    public bool Unwrap { get; init; } = true;

    /// <summary>
    /// Whether the sequencer is appended to the id of an S3 event. The published id is that of the request; one that deletes several objects
    /// gives it to all of their records.
    /// </summary>
    public bool UniqueIds { get; init; }

    /// <summary>Whether <c>data</c> is left out: for whoever wants to know what an event is, and not what it holds.</summary>
    public bool OmitsData { get; init; }

    /// <summary>
    /// Whether a request that is a webhook of GitHub, GitLab, Stripe, SNS or Event Grid becomes the event that it tells of. Not where the data
    /// is all of the event.
    /// </summary>
    public bool Webhooks { get; init; } = true;

    /// <summary>What every other POST request is; null: a request.</summary>
    public GenericWebhook? Webhook { get; init; }

    /// <summary>
    /// Address of the CouchDB database, or server, whose rows of <c>_changes</c>, or <c>_db_updates</c>, are sent here; null: what looks like one of them
    /// is none.
    /// </summary>
    public string? CouchDb { get; init; }
}
