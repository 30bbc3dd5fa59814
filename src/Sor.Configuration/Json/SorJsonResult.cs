namespace Sor.Configuration;

/// <summary>What became of a configuration text.</summary>
public sealed class SorJsonResult
{
    /// <summary>Null when there is at least one error.</summary>
    public FunctionOptions? Options { get; init; }

    /// <summary>All problems, in the order of the text.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }
}
