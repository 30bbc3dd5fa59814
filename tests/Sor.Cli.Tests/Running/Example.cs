using Sor.TestSupport;

namespace Sor.Cli.Tests;

/// <summary>A copy of an example of the repository, in a folder of its own.</summary>
internal sealed class Example : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private Example()
    {
    }

    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = FindRoot();

    public string Folder => _folder.Path;

    public static Example Hello()
    {
        var example = new Example();
        Copy(new DirectoryInfo(Path.Combine(Root, "examples", "hello")), example.Folder);
        return example;
    }

    public string this[string relative] => _folder[relative];

    /// <summary>Writes a file in one step, as editors do.</summary>
    public void Write(string relative, string content)
    {
        _folder.Write(relative + ".tmp", content);
        File.Move(this[relative + ".tmp"], this[relative], overwrite: true);
    }

    public void Dispose() => _folder.Dispose();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "sor.slnx")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("the tests are not inside of the repository");
        return folder.FullName;
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        foreach (var file in from.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from.FullName, file.FullName);
            if (relative.StartsWith(".sor/", StringComparison.Ordinal) || relative.Contains("__pycache__", StringComparison.Ordinal))
                continue;
            var target = Path.Combine(to, relative);
            _ = Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            _ = file.CopyTo(target);
        }
    }
}
