namespace Sor.HttpStages.JsonBodies;

/// <summary>The <c>config</c> of <c>json-body</c>.</summary>
/// <param name="Limit">Most bytes of a body.</param>
/// <param name="Values">Kinds of JSON values that a body may be.</param>
/// <param name="Required">Whether a request must have a body.</param>
internal sealed record JsonBodySettings(int Limit = 1024 * 1024, IReadOnlyList<string>? Values = null, bool Required = false);
