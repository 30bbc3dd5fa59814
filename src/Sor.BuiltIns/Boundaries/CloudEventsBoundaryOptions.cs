using Sor.Events.CloudEvents;

namespace Sor.BuiltIns;

/// <summary>Configuration of <c>cloudevents</c>: <c>{"mode": "record", "unwrap": true, "uniqueIds": false, "whenAllFail": "fail"}</c>.</summary>
internal sealed record CloudEventsBoundaryOptions
{
    /// <summary>How events become CloudEvents.</summary>
    internal CloudEventMode Mode { get; init; }

    /// <summary>Whether a CloudEvent that a record carries is passed on in its stead.</summary>
    internal bool Unwrap { get; init; } = true;

    /// <summary>Whether each record of S3 has an id of its own.</summary>
    internal bool UniqueIds { get; init; }

    /// <summary>Whether a batch of which every record failed fails as a whole, so that the platform counts it as an error, or is reported record by record.</summary>
    internal bool FailsWhenAllFail { get; init; } = true;

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
                _ => throw reader.Unknown(name, "mode", "unwrap", "uniqueIds", "whenAllFail"),
            };
            reader.Leave();
        }

        return options;
    }
}
