namespace Sor.HttpStages.Cors;

/// <summary>The <c>config</c> of <c>cors</c>.</summary>
/// <param name="Origins">Whose pages may read answers: origins, <c>*</c> or with a wildcard for subdomains.</param>
/// <param name="Methods">What a preflight allows.</param>
/// <param name="Headers">Request headers that a preflight allows; null: those that it asks for.</param>
/// <param name="ExposedHeaders">Response headers that pages may read.</param>
/// <param name="Credentials">Whether cookies and other credentials may be sent.</param>
/// <param name="MaxAge">Seconds for which a browser may keep a preflight's answer; null: as it likes.</param>
internal sealed record CorsSettings(
    IReadOnlyList<string>? Origins = null,
    IReadOnlyList<string>? Methods = null,
    IReadOnlyList<string>? Headers = null,
    IReadOnlyList<string>? ExposedHeaders = null,
    bool Credentials = false,
    int? MaxAge = null);
