using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sor.DevServer.Reporting;

/// <summary>
/// One record of the engine, as it writes them to the descriptor in <c>SOR_EVENTS_FD</c> (<c>spec/schemas/events.schema.json</c>).
/// One type for all kinds: unknown kinds and members are ignored, absent members are null or 0 (the generated reader
/// does not run initializers of members that are absent).
/// </summary>
internal sealed record EngineRecord
{
    public const string Invocation = "invocation";
    public const string Init = "init";
    public const string Restart = "restart";
    public const string Circuit = "circuit";

    public string? Type { get; init; }

    public int Version { get; init; }

    public string? RequestId { get; init; }

    public double DurationMs { get; init; }

    public string? Outcome { get; init; }

    public string? ErrorType { get; init; }

    public string? FailedStage { get; init; }

    public long EventBytes { get; init; }

    public long ResponseBytes { get; init; }

    public IReadOnlyList<EngineStage?>? Stages { get; init; }

    /// <summary>Of a restart or a circuit: which stage.</summary>
    public string? Stage { get; init; }

    /// <summary>Of a restart: why.</summary>
    public string? Reason { get; init; }

    /// <summary>Of a circuit: <c>open</c>, <c>trial</c> or <c>closed</c>.</summary>
    public string? State { get; init; }

    /// <summary>Of a circuit: breakdowns in a row.</summary>
    public int Breakdowns { get; init; }

    /// <summary>Null when the line is no record: it is then nobody's business here.</summary>
    public static EngineRecord? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, EngineRecordJson.Default.EngineRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>One phase of one stage in an invocation, or the start of one stage in init.</summary>
internal sealed record EngineStage
{
    public string? Name { get; init; }

    public string? Phase { get; init; }

    public string? Kind { get; init; }

    public double DurationMs { get; init; }

    public long BytesIn { get; init; }

    public long BytesOut { get; init; }

    public string? Outcome { get; init; }

    /// <summary>What the failure policy made of a failure: <c>skip</c> or <c>reply</c>.</summary>
    public string? Policy { get; init; }

    /// <summary>Whether the stage only watched, after the answer.</summary>
    public bool Observed { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EngineRecord))]
internal sealed partial class EngineRecordJson : JsonSerializerContext;
