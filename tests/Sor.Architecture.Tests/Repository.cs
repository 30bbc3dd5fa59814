using System.Xml.Linq;

namespace Sor.Architecture.Tests;

/// <summary>The repository's own files, read as text: what is declared, before anything is built.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Projects of <c>src/</c> by name, without the common prefix.</summary>
    public static IReadOnlyDictionary<string, ProjectFile> Sources { get; } = Directory
        .GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
        .Select(static path => new ProjectFile(path))
        .ToDictionary(static project => project.Name);

    /// <summary>All projects, as paths from the root.</summary>
    public static IEnumerable<string> ProjectPaths => ((IEnumerable<string>)["src", "tests", "bench", "middlewares"])
        .Select(static folder => Path.Combine(Root, folder))
        .Where(Directory.Exists)
        .SelectMany(static folder => Directory.GetFiles(folder, "*.csproj", SearchOption.AllDirectories))
        .Select(static path => Path.GetRelativePath(Root, path));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "sor.slnx")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no folder with sor.slnx above {AppContext.BaseDirectory}");
    }
}

/// <summary>What a project file declares.</summary>
internal sealed class ProjectFile(string path)
{
    private readonly XDocument _xml = XDocument.Load(path);

    /// <summary>Name without the common prefix: <c>Core</c>.</summary>
    public string Name { get; } = ShortNameOf(path);

    public string Folder { get; } = Path.GetDirectoryName(path)!;

    public string Sdk => _xml.Root!.Attribute("Sdk")!.Value;

    public bool IsExecutable => _xml.Descendants("Import").Any(static import => import.Attribute("Project")!.Value.EndsWith("Executable.props", StringComparison.Ordinal));

    /// <summary>Referenced projects, by short name.</summary>
    public IReadOnlyList<string> Projects => [.. Items("ProjectReference").Select(ShortNameOf)];

    /// <summary>Full paths of referenced projects.</summary>
    public IEnumerable<string> ProjectPaths => Items("ProjectReference").Select(reference => Path.GetFullPath(reference, Folder));

    /// <summary>Packages that are linked; analyzers are not.</summary>
    public IReadOnlyList<string> Packages => [.. _xml.Descendants("PackageReference")
        .Where(static item => item.Attribute("PrivateAssets")?.Value != "all")
        .Select(static item => item.Attribute("Include")!.Value)];

    public IReadOnlyList<string> Frameworks => [.. Items("FrameworkReference")];

    private static string ShortNameOf(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        return name.StartsWith("Sor.", StringComparison.Ordinal) ? name[4..] : name;
    }

    private IEnumerable<string> Items(string kind) => _xml.Descendants(kind).Select(static item => item.Attribute("Include")!.Value);
}
