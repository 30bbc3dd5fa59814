using Sor.BuiltIns;
using Sor.Configuration;

namespace Sor.Bootstrap;

/// <summary>
/// Finds what a stage uses. <c>./x</c> is the function's own, a file or a folder with a manifest. A bare name is a package or a plain executable
/// under <c>/opt</c>, else a package or a built-in that comes with the runtime.
/// </summary>
internal sealed class MiddlewareResolver(string taskRoot)
{
    private const string SharedPackages = "/opt/sor/middlewares";
    private const string SharedFiles = "/opt/middlewares";

    /// <param name="stage">The stage.</param>
    /// <param name="ownFolderCounts">Whether a bare name may also be in the function's own <c>middlewares/</c> (the prototype's world).</param>
    /// <param name="problem">Why there is no such middleware; null on success.</param>
    internal FoundMiddleware? Find(StageOptions stage, bool ownFolderCounts, out string? problem)
    {
        problem = null;
        if (stage.Use.StartsWith("./", StringComparison.Ordinal))
        {
            var path = Path.GetFullPath(stage.Use, taskRoot);
            return File.Exists(Path.Combine(path, ManifestReader.FileName)) ? ReadPackage(path, isShared: false, out problem) : new FoundMiddleware { File = path };
        }

        if (stage.Kind == StageKind.BuiltIn)
            return new FoundMiddleware();
        var own = Path.Combine(taskRoot, "middlewares", stage.Use);
        if (!ownFolderCounts && (File.Exists(own) || File.Exists(Path.Combine(own, ManifestReader.FileName))))
        {
            problem = $"a bare name means a middleware under /opt, but there is also {own}: write ./middlewares/{stage.Use} for the function's own file, or remove it";
            return null;
        }

        return FindShared(stage.Use, own, out problem);
    }

    private static FoundMiddleware? FindShared(string name, string own, out string? problem)
    {
        var package = Path.Combine(SharedPackages, name);
        string[] places = [Path.Combine(package, ManifestReader.FileName), Path.Combine(SharedFiles, name), own];
        var found = Array.FindAll(places, File.Exists);
        if (found.Length > 1)
        {
            problem = $"{found[0]} and {found[1]} both exist, and \"{name}\" could mean either: rename one of them";
            return null;
        }

        if (found.Length == 1 && found[0] != places[0])
        {
            problem = null;
            return new FoundMiddleware { File = found[0] };
        }

        if (found.Length == 1)
            return ReadPackage(package, isShared: true, out problem);
        var withRuntime = Path.Combine(AppContext.BaseDirectory, "middlewares", name);
        if (File.Exists(Path.Combine(withRuntime, ManifestReader.FileName)))
            return ReadPackage(withRuntime, isShared: true, out problem);
        problem = null;
        return BuiltInCatalogue.Names.Contains(name) ? new FoundMiddleware() : new FoundMiddleware { File = places[1] };
    }

    private static FoundMiddleware? ReadPackage(string folder, bool isShared, out string? problem)
    {
        var file = Path.Combine(folder, ManifestReader.FileName);
        var result = ManifestReader.Read(File.ReadAllBytes(file), file, isShared ? Path.GetFileName(folder) : null);
        problem = result.Manifest is null ? string.Join("\n", result.Diagnostics) : null;
        return result.Manifest is null ? null : new FoundMiddleware { Folder = folder, Manifest = result.Manifest };
    }
}
