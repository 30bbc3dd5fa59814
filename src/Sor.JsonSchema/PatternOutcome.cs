namespace Sor.JsonSchema;

/// <summary>What matching ended with.</summary>
public enum PatternOutcome
{
    NoMatch,
    Match,

    /// <summary>Matching was given up; the instance is then refused, whatever else the schema says.</summary>
    TimedOut,
}
