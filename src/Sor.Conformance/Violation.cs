namespace Sor.Conformance;

/// <summary>A program broke the contract, or did not answer.</summary>
/// <param name="rule">Id of the rule; null: silence or an early end, which is judged by the check that met it.</param>
/// <param name="seen">What was seen, for people.</param>
/// <param name="hasEnded">The process ended in the place of an answer.</param>
internal sealed class Violation(string? rule, string seen, bool hasEnded = false) : Exception(seen)
{
    public bool HasEnded { get; } = hasEnded;

    public string? Rule { get; } = rule;
}
