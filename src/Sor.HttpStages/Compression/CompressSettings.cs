using System.Text.Json.Serialization;

namespace Sor.HttpStages.Compression;

/// <summary>The <c>config</c> of <c>compress</c>.</summary>
/// <param name="MinBytes">Bodies with fewer bytes stay as they are.</param>
/// <param name="Encodings">Codings in the order of preference.</param>
/// <param name="Level">How much effort is made.</param>
/// <param name="Types">Content types that are compressed beside those that are known.</param>
internal sealed record CompressSettings(
    int MinBytes = 1024, IReadOnlyList<string>? Encodings = null, CompressLevel Level = CompressLevel.Fast, IReadOnlyList<string>? Types = null);

/// <summary>Effort of compression.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CompressLevel>))]
internal enum CompressLevel
{
    /// <summary>Little: most of the gain for a fraction of the time.</summary>
    [JsonStringEnumMemberName("fast")]
    Fast,

    /// <summary>What most programs do.</summary>
    [JsonStringEnumMemberName("balanced")]
    Balanced,

    /// <summary>All that there is, for answers that somebody keeps.</summary>
    [JsonStringEnumMemberName("small")]
    Small,
}
