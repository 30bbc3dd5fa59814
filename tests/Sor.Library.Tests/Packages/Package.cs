using System.Text.Json;
using Sor.Configuration;

namespace Sor.Library.Tests;

/// <summary>One folder of <c>middlewares/</c>: its manifest and its vectors.</summary>
internal sealed class Package
{
    private Package(string folder)
    {
        Folder = folder;
        Name = Path.GetFileName(folder);
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "middleware.json")));
        Manifest = file.RootElement.Clone();
        Vectors = [.. Vector.ReadAll(Path.Combine(folder, "vectors.json"))];
    }

    /// <summary>All packages of the repository.</summary>
    internal static IReadOnlyList<Package> All { get; } =
        [.. Directory.GetDirectories(Path.Combine(Repository.Root, "middlewares")).Where(static folder => File.Exists(Path.Combine(folder, "middleware.json"))).Order(StringComparer.Ordinal).Select(static folder => new Package(folder))];

    internal string Folder { get; }

    internal string Name { get; }

    internal JsonElement Manifest { get; }

    internal IReadOnlyList<Vector> Vectors { get; }

    internal StageKind Kind => StageKindNames.Parse(Manifest.GetProperty("kind").GetString()!)!.Value;

    internal Phase Phases => Manifest.GetProperty("phases").EnumerateArray().Aggregate(Phase.None, static (all, phase) => all | PhaseNames.Parse(phase.GetString()!));

    /// <summary>Its argument vector: programs that are compiled stand in <c>dist/</c>, all others in the package itself.</summary>
    internal IReadOnlyList<string> Command
    {
        get
        {
            var command = Manifest.GetProperty("command").EnumerateArray().Select(static word => word.GetString()!).ToList();
            var program = Path.GetFullPath(command[0], Folder);
            command[0] = File.Exists(program) ? program : Dist.Require($"middlewares/{Name}/{command[0]}");
            return command;
        }
    }

    internal static Package Named(string name) => All.Single(package => package.Name == name);
}
