namespace Sor.TestSupport;

/// <summary>The native executables under test: <c>dist/</c> of the repository, or the folder that <c>SOR_DIST</c> names.</summary>
public static class Dist
{
    /// <summary>Path of the native bootstrap. Throws when it has not been built: a test that needs it must not pass without it.</summary>
    public static string Bootstrap => Require("bootstrap");

    /// <summary>Path of an executable in <c>dist/</c>.</summary>
    public static string Require(string name)
    {
        var path = Path.Combine(Folder(), name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing: this test runs the native executable, build it with `./build.sh aot` first");
    }

    private static string Folder()
    {
        if (Environment.GetEnvironmentVariable("SOR_DIST") is { Length: > 0 } configured)
            return Path.GetFullPath(configured);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "sor.slnx")))
                return Path.Combine(folder.FullName, "dist");
        }

        throw new DirectoryNotFoundException($"no folder with sor.slnx above {AppContext.BaseDirectory}; set SOR_DIST to the folder with the native executables that `./build.sh aot` makes");
    }
}
