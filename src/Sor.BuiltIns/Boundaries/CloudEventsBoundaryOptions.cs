using Sor.Events.CloudEvents;

namespace Sor.BuiltIns;

/// <summary>
/// Configuration of <c>cloudevents</c>: <c>{"mode": "record", "unwrap": true, "uniqueIds": false, "whenAllFail": "fail", "concurrency": 1, "webhooks": true,
/// "webhook": {"type": "com.example.hook", "source": "/hooks", "idHeader": "x-delivery"}, "couchDb": "https://couch.example/db",
/// "allowedOrigins": ["events.example"], "allowedRate": 120, "eventGridValidation": false}</c>.
/// </summary>
internal sealed record CloudEventsBoundaryOptions
{
    /// <summary>Most records that may be under way at the same time: each of them holds its memory, and perhaps processes of its own.</summary>
    internal const int MaxConcurrency = 64;

    // Per minute; more than a function could be asked.
    private const int MaxRate = 1_000_000_000;

    /// <summary>How events become CloudEvents.</summary>
    internal CloudEventMode Mode { get; init; }

    /// <summary>Whether a CloudEvent that a record carries is passed on in its stead.</summary>
    internal bool Unwrap { get; init; } = true;

    /// <summary>Whether each record of S3 has an id of its own.</summary>
    internal bool UniqueIds { get; init; }

    /// <summary>Whether a batch of which every record failed fails as a whole, so that the platform counts it as an error, or is reported record by record.</summary>
    internal bool FailsWhenAllFail { get; init; } = true;

    /// <summary>Whether webhooks of known senders become the events that they tell of, and senders that ask whether they may send are answered.</summary>
    internal bool Webhooks { get; init; } = true;

    /// <summary>What every other POST request is.</summary>
    internal GenericWebhook? Webhook { get; init; }

    /// <summary>Address of the CouchDB database, or server, whose rows are sent here.</summary>
    internal string? CouchDb { get; init; }

    /// <summary>DNS names of senders that may deliver.</summary>
    internal IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Deliveries per minute that they are told to be allowed.</summary>
    internal int? AllowedRate { get; init; }

    /// <summary>Whether subscriptions of Event Grid are validated.</summary>
    internal bool EventGridValidation { get; init; }

    /// <summary>How many records of a batch are under way at the same time, as far as the source's order allows it.</summary>
    internal int Concurrency { get; init; } = 1;

    internal static CloudEventsBoundaryOptions Read(ReadOnlySpan<byte> json)
    {
        var options = new CloudEventsBoundaryOptions();
        var reader = new ConfigReader(json);
        reader.Enter();
        while (reader.NextMember() is { } name)
        {
            options = name switch
            {
                "mode" => options with { Mode = (CloudEventMode)reader.OneOf("record", "payload", "batch", "whole") },
                "unwrap" => options with { Unwrap = reader.Boolean() },
                "uniqueIds" => options with { UniqueIds = reader.Boolean() },
                "whenAllFail" => options with { FailsWhenAllFail = reader.OneOf("fail", "report") == 0 },
                "webhooks" => options with { Webhooks = reader.Boolean() },
                "webhook" => options with { Webhook = ReadWebhook(ref reader) },
                "couchDb" => options with { CouchDb = ReadText(ref reader) },
                "allowedOrigins" => options with { AllowedOrigins = ReadNames(ref reader) },
                "allowedRate" => options with { AllowedRate = reader.Integer(0, MaxRate) },
                "eventGridValidation" => options with { EventGridValidation = reader.Boolean() },
                "concurrency" => options with { Concurrency = reader.Integer(1, MaxConcurrency) },
                _ => throw reader.Unknown(
                    name, "mode", "unwrap", "uniqueIds", "whenAllFail", "concurrency", "webhooks", "webhook", "couchDb", "allowedOrigins", "allowedRate", "eventGridValidation"),
            };
            reader.Leave();
        }

        return options;
    }

    private static GenericWebhook ReadWebhook(ref ConfigReader reader)
    {
        string? type = null, source = null, idHeader = null;
        reader.Enter();
        while (reader.NextMember() is { } name)
        {
            switch (name)
            {
                case "type":
                    type = ReadText(ref reader);
                    break;
                case "source":
                    source = ReadText(ref reader);
                    break;
                case "idHeader":
                    idHeader = ReadText(ref reader);
                    break;
                default:
                    throw reader.Unknown(name, "type", "source", "idHeader");
            }

            reader.Leave();
        }

        if (type is null || source is null)
            throw reader.Refused("type and source belong here: a CloudEvent has both");
        return new GenericWebhook(type, source, idHeader);
    }

    private static string ReadText(ref ConfigReader reader) => reader.Text() is { Length: > 0 } text ? text : throw reader.Refused("it is empty");

    private static string[] ReadNames(ref ConfigReader reader)
    {
        var names = new List<string>();
        reader.EnterList();
        while (reader.NextElement())
            names.Add(ReadText(ref reader));
        return [.. names];
    }
}
