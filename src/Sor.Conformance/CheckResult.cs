namespace Sor.Conformance;

/// <summary>How a check ended.</summary>
public enum CheckOutcome
{
    Passed,
    Failed,

    /// <summary>The rule does not concern this program; <see cref="CheckResult.Seen"/> says why. Never counted as passed.</summary>
    NotApplicable,

    /// <summary>It could not be judged because another rule was broken first.</summary>
    NotRun,
}

/// <summary>What one check found.</summary>
/// <param name="Rule">The rule, or the one that was broken on the way to it.</param>
/// <param name="Name">What the check did.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Seen">What was seen, or why it was not judged; empty when it passed.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record CheckResult(Rule Rule, string Name, CheckOutcome Outcome, string Seen, long Milliseconds);
