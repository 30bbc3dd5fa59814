using System.Text.Json;
using System.Text.Json.Serialization;

namespace Probes;

/// <summary>What an event tells the probe to do.</summary>
internal sealed class Command
{
    public string? Probe { get; init; }

    public JsonElement Body { get; init; }

    public JsonElement Value { get; init; }

    public string? ErrorType { get; init; }

    public string? ErrorMessage { get; init; }

    public string? Text { get; init; }

    public int Bytes { get; init; }

    public int Ms { get; init; }

    /// <summary>Everything else, and what the probe adds.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Members { get; set; } = [];
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Command))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
internal sealed partial class ProbeJson : JsonSerializerContext;
