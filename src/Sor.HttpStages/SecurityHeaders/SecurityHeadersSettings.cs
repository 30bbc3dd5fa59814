using System.Text.Json;

namespace Sor.HttpStages.SecurityHeaders;

/// <summary>The <c>config</c> of <c>security-headers</c>.</summary>
/// <param name="Headers">By name: another value, or <c>false</c> for none.</param>
/// <param name="Remove">Names of headers that are taken away.</param>
internal sealed record SecurityHeadersSettings(IReadOnlyDictionary<string, JsonElement>? Headers = null, IReadOnlyList<string>? Remove = null);
