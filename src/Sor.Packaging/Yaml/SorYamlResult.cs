using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>What became of a <c>sor.yaml</c>.</summary>
public sealed record SorYamlResult
{
    /// <summary>Null when there is at least one error.</summary>
    public FunctionOptions? Options { get; init; }

    /// <summary>All problems, in the order of the text.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>The text as a tree, for problems that show only when the folder is looked at; null when it could not be read.</summary>
    internal ConfigurationNode? Root { get; init; }
}
