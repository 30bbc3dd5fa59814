namespace Sor.Configuration;

/// <summary>What <c>middleware.json</c> says about a package: a folder with a middleware that can be used in any function.</summary>
public sealed record MiddlewareManifest
{
    /// <summary>Name of the package; the rules are those of a stage's name.</summary>
    public required string Name { get; init; }

    /// <summary>A semantic version.</summary>
    public required string Version { get; init; }

    /// <summary>One sentence; null: none.</summary>
    public string? Description { get; init; }

    /// <summary>How the middleware is run.</summary>
    public required StageKind Kind { get; init; }

    /// <summary>
    /// Argument vector: the program as <c>./path</c> below the package's folder or as a bare name that is looked up on <c>PATH</c>, then its
    /// arguments. Empty for a built-in.
    /// </summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Phases that the middleware can take part in; a stage may choose fewer.</summary>
    public required Phase Phases { get; init; }

    /// <summary>Form of the payload that the middleware understands.</summary>
    public PayloadForm Expects { get; init; }

    /// <summary>Parts of the context that it is told, which have to be worked out.</summary>
    public ContextParts Context { get; init; }

    /// <summary>JSON Schema (2020-12) of a stage's <c>config</c>, as compact JSON: an object or a boolean; null: takes no configuration.</summary>
    public string? ConfigurationSchema { get; init; }

    /// <summary>Events at a time in one process of a <c>frames</c> package. Default 1; 1 to 1,000.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>Whether one process of a <c>frames</c> package hosts all stages of it.</summary>
    public bool Shared { get; init; }

    /// <summary>Whether each line of a <c>lines</c> package carries an id and the context; always true for such a package.</summary>
    public bool Envelope { get; init; }

    /// <summary>What the package asks for beyond its input; only a stage's <c>grants</c> give it.</summary>
    public CapabilityRequests Requests { get; init; } = CapabilityRequests.None;
}
