namespace Sor.Packaging.Tests;

/// <summary>Files of the repository that tests compare with the code.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Paths of the files of a name in a folder and those below it.</summary>
    public static IEnumerable<string> Files(string folder, string name) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), name, SearchOption.AllDirectories).Select(static file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "global.json")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("no folder above the tests has a global.json");
        }

        return folder;
    }
}
