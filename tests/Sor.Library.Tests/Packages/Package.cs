using Sor.Configuration;

namespace Sor.Library.Tests;

/// <summary>One folder of <c>middlewares/</c>: its manifest and its vectors.</summary>
internal sealed class Package
{
    private const string ManifestFile = ManifestReader.FileName;

    private Package(string folder)
    {
        Folder = folder;
        Name = Path.GetFileName(folder);
        var result = ManifestReader.Read(File.ReadAllBytes(Path.Combine(folder, ManifestFile)), $"{Name}/{ManifestFile}", Name);
        Manifest = result.Manifest ?? throw new InvalidDataException(string.Join('\n', result.Diagnostics));
        Vectors = [.. Vector.ReadAll(Path.Combine(folder, "vectors.json"))];
    }

    /// <summary>All packages of the repository.</summary>
    internal static IReadOnlyList<Package> All { get; } =
    [
        .. Directory.GetDirectories(Path.Combine(Repository.Root, "middlewares"))
            .Where(static folder => File.Exists(Path.Combine(folder, ManifestFile))).Order(StringComparer.Ordinal).Select(static folder => new Package(folder)),
    ];

    internal string Folder { get; }

    internal string Name { get; }

    internal MiddlewareManifest Manifest { get; }

    internal IReadOnlyList<Vector> Vectors { get; }

    internal StageKind Kind => Manifest.Kind;

    /// <summary>Its argument vector: programs that are compiled stand in <c>dist/</c>, all others in the package itself.</summary>
    internal IReadOnlyList<string> Command
    {
        get
        {
            var program = Path.GetFullPath(Manifest.Command[0], Folder);
            return [File.Exists(program) ? program : Dist.Require($"middlewares/{Name}/{Manifest.Command[0]}"), .. Manifest.Command.Skip(1)];
        }
    }

    internal static Package Named(string name) => All.Single(package => package.Name == name);
}
