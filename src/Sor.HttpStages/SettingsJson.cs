using System.Text.Json.Serialization;
using Sor.HttpStages.Compression;
using Sor.HttpStages.Cors;
using Sor.HttpStages.Errors;
using Sor.HttpStages.JsonBodies;
using Sor.HttpStages.Limits;
using Sor.HttpStages.MethodOverrides;
using Sor.HttpStages.SecurityHeaders;

namespace Sor.HttpStages;

/// <summary>Reads configurations without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(CompressSettings))]
[JsonSerializable(typeof(CorsSettings))]
[JsonSerializable(typeof(BasicLimitsSettings))]
[JsonSerializable(typeof(ErrorsSettings))]
[JsonSerializable(typeof(ErrorRule))]
[JsonSerializable(typeof(JsonBodySettings))]
[JsonSerializable(typeof(MethodOverrideSettings))]
[JsonSerializable(typeof(SecurityHeadersSettings))]
internal sealed partial class SettingsJson : JsonSerializerContext;
