namespace Sor.HttpStages.MethodOverrides;

/// <summary>The <c>config</c> of <c>method-override</c>.</summary>
/// <param name="Header">The header that names the method; empty: none does.</param>
/// <param name="Query">The parameter of the query that names it; empty: none does.</param>
/// <param name="Methods">Methods that a POST may become.</param>
internal sealed record MethodOverrideSettings(string Header = "x-http-method-override", string Query = "_method", IReadOnlyList<string>? Methods = null);
