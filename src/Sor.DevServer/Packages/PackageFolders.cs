using Sor.Configuration;
using Sor.Packaging;

namespace Sor.DevServer.Packages;

/// <summary>Unpacked packages in a temporary folder; gone when disposed.</summary>
internal sealed class PackageFolders : IDisposable
{
    private readonly string _folder;

    private PackageFolders(string folder)
    {
        _folder = folder;
        Task = Path.Combine(folder, "task");
        Layers = Path.Combine(folder, "opt");
        Root = Directory.CreateDirectory(Path.Combine(folder, "root")).FullName;
    }

    /// <summary>The function's files.</summary>
    public string Task { get; }

    /// <summary>The layers' files, one over the other.</summary>
    public string Layers { get; }

    /// <summary>An empty folder: the tree that the function sees is mounted on it.</summary>
    public string Root { get; }

    /// <summary>Unpacks; null when there are problems.</summary>
    public static (PackageFolders? Folders, IReadOnlyList<Diagnostic> Problems) Unpack(string functionZip, IReadOnlyList<string> layerZips)
    {
        var folders = new PackageFolders(Directory.CreateTempSubdirectory("sor-dev-").FullName);
        var problems = LambdaLayout.Create(functionZip, layerZips, folders.Task, folders.Layers);
        if (problems.Count == 0)
            return (folders, problems);
        folders.Dispose();
        return (null, problems);
    }

    public void Dispose()
    {
        try
        {
            LambdaLayout.Delete(_folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A temporary folder that cannot be deleted is the system's to clean.
        }
    }
}
