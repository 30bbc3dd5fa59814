namespace Sor.JsonSchema;

/// <summary>A compiled expression.</summary>
public interface IPattern
{
    /// <summary>Looks for the expression anywhere in the text.</summary>
    PatternOutcome Match(string text);
}
