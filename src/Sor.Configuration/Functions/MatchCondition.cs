namespace Sor.Configuration;

/// <summary>The filter dialects of the CloudEvents subscriptions API that need no expression language.</summary>
public enum MatchDialect
{
    Exact,
    Prefix,
    Suffix,
    All,
    Any,
    Not,
}

/// <summary>A condition on attributes of the context.</summary>
/// <param name="Dialect">Which dialect.</param>
/// <param name="Attribute">Name of the attribute, for <c>exact</c>, <c>prefix</c> and <c>suffix</c>; empty otherwise.</param>
/// <param name="Value">What it is compared with; empty otherwise.</param>
/// <param name="Conditions">The inner conditions of <c>all</c>, <c>any</c> and <c>not</c> (one); empty otherwise.</param>
public sealed record MatchCondition(MatchDialect Dialect, string Attribute, string Value, IReadOnlyList<MatchCondition> Conditions);
