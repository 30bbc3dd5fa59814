using Sor.Events.CloudEvents;

namespace Sor.BuiltIns;

/// <summary>Configuration of <c>cloudevents</c>: <c>{"mode": "record", "unwrap": true, "uniqueIds": false, "whenAllFail": "fail", "concurrency": 1}</c>.</summary>
internal sealed record CloudEventsBoundaryOptions
{
    /// <summary>Most records that may be under way at the same time: each of them holds its memory, and perhaps processes of its own.</summary>
    internal const int MaxConcurrency = 64;

    /// <summary>How events become CloudEvents.</summary>
    internal CloudEventMode Mode { get; init; }

    /// <summary>Whether a CloudEvent that a record carries is passed on in its stead.</summary>
    internal bool Unwrap { get; init; } = true;

    /// <summary>Whether each record of S3 has an id of its own.</summary>
    internal bool UniqueIds { get; init; }

    /// <summary>Whether a batch of which every record failed fails as a whole, so that the platform counts it as an error, or is reported record by record.</summary>
    internal bool FailsWhenAllFail { get; init; } = true;

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
                "concurrency" => options with { Concurrency = reader.Integer(1, MaxConcurrency) },
                _ => throw reader.Unknown(name, "mode", "unwrap", "uniqueIds", "whenAllFail", "concurrency"),
            };
            reader.Leave();
        }

        return options;
    }
}
