namespace Sor.Docs.Tests;

/// <summary>The repository whose pages are tested.</summary>
internal static class Repository
{
    /// <summary>Folders that hold no pages of ours: results of builds and runs, packages of others, histories.</summary>
    private static readonly string[] s_skipped = ["bin", "obj", "dist", "node_modules", ".git", ".build", ".sor", "results"];

    public static string Root { get; } = FindRoot();

    /// <summary>All pages, by their path from the root.</summary>
    public static IReadOnlyList<Page> Pages { get; } = [.. Files("*.md").Order(StringComparer.Ordinal).Select(Page.Read)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static Page PageAt(string path) => Pages.Single(page => page.Path == path);

    /// <summary>Paths of files from the root, without what builds make.</summary>
    public static IEnumerable<string> Files(string pattern, string below = "") => FilesIn(Path.Combine(Root, below), pattern).Select(file => Path.GetRelativePath(Root, file));

    private static IEnumerable<string> FilesIn(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern).Concat(
            Directory.EnumerateDirectories(folder).Where(inner => !s_skipped.Contains(Path.GetFileName(inner))).SelectMany(inner => FilesIn(inner, pattern)));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "sor.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("no folder above the tests has a sor.slnx");
        return folder;
    }
}
