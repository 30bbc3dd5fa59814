using Sor.Configuration;

namespace Sor.Bootstrap;

/// <summary>What a stage's <c>use</c> names: a plain executable, a package, or (with neither file nor folder) a built-in.</summary>
internal sealed class FoundMiddleware
{
    /// <summary>Absolute path of a plain executable; null for the others. The file may be missing when it is the function's own.</summary>
    internal string? File { get; init; }

    /// <summary>Absolute path of a package's folder; null for the others.</summary>
    internal string? Folder { get; init; }

    /// <summary>What the package says about itself; null without one.</summary>
    internal MiddlewareManifest? Manifest { get; init; }
}
