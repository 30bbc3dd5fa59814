using System.Text.Json;
using System.Text.Json.Serialization;

namespace Validate;

/// <summary>The stage's <c>config</c>.</summary>
/// <param name="Event">Schema of events.</param>
/// <param name="EventFile">File with it, in place of <paramref name="Event"/>.</param>
/// <param name="Response">Schema of responses.</param>
/// <param name="ResponseFile">File with it, in place of <paramref name="Response"/>.</param>
/// <param name="Formats">Whether <c>format</c> is checked.</param>
internal sealed record Settings(
    JsonElement? Event = null, string? EventFile = null, JsonElement? Response = null, string? ResponseFile = null, bool Formats = true);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Settings))]
internal sealed partial class SettingsJson : JsonSerializerContext;
