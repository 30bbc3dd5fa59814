namespace Sor.Events.Samples;

/// <summary>How a sample is to be made.</summary>
public sealed record SampleRequest
{
    /// <summary>As many records as a batch may have: that of an SQS queue, the largest of all.</summary>
    public const int MaxCount = 10_000;

    /// <summary>What the ids are made from: the same seed makes the same ids.</summary>
    public ulong Seed { get; init; }

    /// <summary>When the event happens.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>Number of records, from 1; more than one only for batches.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Parameters that shall not have their default: name and value, as bytes.</summary>
    public IReadOnlyDictionary<string, byte[]> Values { get; init; } = new Dictionary<string, byte[]>();
}
