namespace Sor.JsonSchema.Tests;

/// <summary>
/// The official test suite of JSON Schema, as Debian's package libtest-json-schema-acceptance-perl carries it; install.sh beside this file unpacks it.
/// </summary>
internal static class SuiteFiles
{
    /// <summary>Null where it is not installed.</summary>
    public static string? Root { get; } = Find();

    /// <summary>Test files, by their path under the draft's folder.</summary>
    public static IEnumerable<string> Tests => Root is null
        ? []
        : Directory.GetFiles(Path.Combine(Root, "tests", "draft2020-12"), "*.json", SearchOption.AllDirectories)
            .Select(static path => Path.GetRelativePath(Path.Combine(Root, "tests", "draft2020-12"), path)).Order(StringComparer.Ordinal);

    /// <summary>Documents that tests refer to, under the address that the suite gives them.</summary>
    public static IReadOnlyList<SchemaDocument> Remotes { get; } = Root is null
        ? []
        : [.. Directory.GetFiles(Path.Combine(Root, "remotes"), "*.json").Concat(Directory.GetFiles(Path.Combine(Root, "remotes", "draft2020-12"), "*.json", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)
            .Where(static path => !Path.GetFileName(path).StartsWith("metaschema-", StringComparison.Ordinal))
            .Select(static path => new SchemaDocument($"http://localhost:1234/{Path.GetRelativePath(Path.Combine(Root, "remotes"), path)}", File.ReadAllBytes(path)))];

    /// <summary>A path in this project's own folder of the repository.</summary>
    public static string InTests(params string[] path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "sor.slnx")))
            folder = folder.Parent;
        return Path.Combine([folder?.FullName ?? throw new DirectoryNotFoundException("no folder above the tests has a sor.slnx"), "tests", "Sor.JsonSchema.Tests", .. path]);
    }

    private static string? Find()
    {
        var suite = InTests("Suite", "node_modules", "suite");
        return Directory.Exists(suite) ? suite : null;
    }
}
