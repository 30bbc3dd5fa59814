using System.Text.Json;
using System.Text.Json.Serialization;

namespace Samples;

/// <summary>An object of which only some members matter: the others stay as they are.</summary>
internal sealed class Open
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Members { get; set; } = [];
}

internal sealed record Settings(string Word = "none");

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Open))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(Dictionary<string, bool>))]
[JsonSerializable(typeof(Settings))]
[JsonSerializable(typeof(string))]
internal sealed partial class SampleJson : JsonSerializerContext;
