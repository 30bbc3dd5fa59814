namespace Sor.Configuration;

/// <summary>A stage as it is run: what its configuration says, completed by the manifest of its middleware.</summary>
public sealed class ResolvedStage
{
    public required StageOptions Options { get; init; }

    /// <summary>Null: a plain executable, or a built-in without a manifest.</summary>
    public MiddlewareManifest? Manifest { get; init; }

    public required StageKind Kind { get; init; }

    /// <summary>Never <see cref="Phase.None"/>.</summary>
    public required Phase Phases { get; init; }

    /// <summary>Whether each line carries an id and the context; false for kinds other than <c>lines</c>.</summary>
    public bool Envelope { get; init; }

    /// <summary>Whether one process hosts all stages of the middleware; false for kinds other than <c>frames</c>.</summary>
    public bool Shared { get; init; }

    /// <summary>Variables that the package asks for and the stage does not grant: no problem, and worth showing.</summary>
    public IReadOnlyList<string> UngrantedVariables { get; init; } = [];
}

/// <summary>What became of a stage and its manifest.</summary>
public sealed class StageResolutionResult
{
    /// <summary>Null when there is at least one error.</summary>
    public ResolvedStage? Stage { get; init; }

    /// <summary>All problems, in the order of the text as far as places are known.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }
}
