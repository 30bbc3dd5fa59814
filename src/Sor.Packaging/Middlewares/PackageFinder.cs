using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>
/// Finds the packages that stages name: <c>./path</c> in the function's folder, a bare name among those that come with <c>sor</c>. A bare name that
/// is not there is no problem: another layer can have it.
/// </summary>
internal sealed class PackageFinder(string functionFolder, string distFolder, DiagnosticList diagnostics)
{
    /// <summary>Folder of the packages beside the executables.</summary>
    public const string SharedFolder = "middlewares";

    // A package that two stages use is read once, and its problems are told once.
    private readonly Dictionary<string, MiddlewareManifest?> _manifests = [];

    /// <summary>The folder that has the manifest of what <paramref name="use"/> names; null: it is no package, or none that is known here.</summary>
    public string? FolderOf(string use)
    {
        var folder = StageReference.IsLocal(use) ? Path.Combine(functionFolder, use[2..]) : Path.Combine(distFolder, SharedFolder, use);
        return File.Exists(Path.Combine(folder, ManifestReader.FileName)) ? folder : null;
    }

    /// <param name="folder">A package's folder.</param>
    /// <param name="isOwn">Whether it is the function's own: those may have any name.</param>
    /// <returns>Null when the manifest has problems, which have been told.</returns>
    public MiddlewareManifest? ReadManifest(string folder, bool isOwn)
    {
        if (!_manifests.TryGetValue(folder, out var manifest))
        {
            var file = Path.Combine(folder, ManifestReader.FileName);
            var result = ManifestReader.Read(FunctionFolder.ReadBounded(file), file, isOwn ? null : Path.GetFileName(folder));
            diagnostics.AddRange(result.Diagnostics);
            _manifests[folder] = manifest = result.Manifest;
        }

        return manifest;
    }
}
