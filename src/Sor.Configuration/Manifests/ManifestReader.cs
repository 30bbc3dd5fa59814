namespace Sor.Configuration;

/// <summary>
/// Reads <c>middleware.json</c>. As strict as <see cref="SorJsonReader"/>: unknown keys are refused, all problems are told together. Never throws,
/// whatever the bytes are; bounded by <see cref="ConfigurationTree.MaxBytes"/>.
/// </summary>
public static class ManifestReader
{
    /// <summary>Name of the file in a package's folder.</summary>
    public const string FileName = "middleware.json";

    /// <summary>Keys, in the order of the reference.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "name", "version", "description", "kind", "command", "phases", "expects", "context", "configuration", "concurrency", "shared", "envelope", "requests",
    ];

    /// <summary>Keys of <c>requests</c>.</summary>
    public static IReadOnlyList<string> RequestKeys { get; } = ["env", "net", "fs", "secrets", "credentials"];

    /// <param name="utf8">The file's bytes.</param>
    /// <param name="fileName">How the file is named in messages.</param>
    /// <param name="folderName">Name that the package must have because it is found by it; null: any.</param>
    public static ManifestResult Read(ReadOnlySpan<byte> utf8, string fileName, string? folderName = null)
    {
        var diagnostics = new DiagnosticList(fileName);
        MiddlewareManifest? manifest = null;
        var root = JsonTreeReader.Read(utf8, diagnostics);
        if (root is { Kind: ConfigurationNodeKind.Map })
        {
            ConfigurationTree.Check(root, diagnostics);
            manifest = new ManifestBinder(diagnostics).Bind(root, folderName);
        }
        else if (root is not null)
        {
            diagnostics.Error(
                DiagnosticCodes.NotAMap,
                root.Position,
                "",
                $"found {Display.Describe(root)} where the map of a manifest belongs",
                "write {\"name\": ..., \"version\": ..., \"kind\": ...}");
        }

        return new ManifestResult { Manifest = diagnostics.HasErrors ? null : manifest, Diagnostics = diagnostics.ToSorted() };
    }
}
