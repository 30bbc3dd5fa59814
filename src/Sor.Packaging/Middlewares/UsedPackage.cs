using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>A stage of the pipeline that is a package, with what the two say together.</summary>
/// <param name="Stage">The stage; it has a manifest.</param>
/// <param name="Folder">The package's folder.</param>
/// <param name="IsOwn">Whether it lies in the function's folder, and so in its package; else it goes into the layer.</param>
public sealed record UsedPackage(ResolvedStage Stage, string Folder, bool IsOwn)
{
    /// <summary>What the package says about itself.</summary>
    public MiddlewareManifest Manifest => Stage.Manifest!;
}
