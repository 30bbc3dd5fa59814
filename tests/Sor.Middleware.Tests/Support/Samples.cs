namespace Sor.Middleware.Tests;

/// <summary>The programs under test.</summary>
internal static class Samples
{
    public static string Sample { get; } = PathOf("Sor.Middleware.Sample");

    public static string FiveLines { get; } = PathOf("Sor.Middleware.FiveLines");

    /// <summary>bin/CONFIGURATION/net10.0 of the other project, beside this one's.</summary>
    private static string PathOf(string project)
    {
        var ours = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var tests = ours.Parent!.Parent!.Parent!.Parent!;
        return Path.Combine(tests.FullName, project, "bin", ours.Parent.Name, ours.Name, project);
    }
}
