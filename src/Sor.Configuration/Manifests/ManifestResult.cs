namespace Sor.Configuration;

/// <summary>What became of a <c>middleware.json</c>.</summary>
public sealed class ManifestResult
{
    /// <summary>Null when there is at least one error.</summary>
    public MiddlewareManifest? Manifest { get; init; }

    /// <summary>All problems, in the order of the text.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }
}
