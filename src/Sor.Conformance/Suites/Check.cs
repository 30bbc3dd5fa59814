namespace Sor.Conformance.Suites;

/// <summary>One thing to find out about a program.</summary>
/// <param name="Rule">Id of the rule that it is about.</param>
/// <param name="Name">What it does.</param>
/// <param name="Run">Throws <see cref="Violation"/>.</param>
/// <param name="NotApplicable">Why it does not concern the program; null: it does.</param>
internal sealed record Check(string Rule, string Name, Action Run, string? NotApplicable = null);
