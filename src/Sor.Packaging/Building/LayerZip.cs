using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>
/// The layer: <c>bootstrap</c>, under <c>sor/runtimes/</c> the shims that it starts languages with, under <c>sor/middlewares/</c> the packages that the
/// pipeline uses, and for stages of kind <c>wasm</c> their host. Lambda unpacks it to <c>/opt</c>.
/// </summary>
public static class LayerZip
{
    public const string BootstrapName = "bootstrap";

    private const string RuntimesFolder = "runtimes";
    private const string RuntimesInLayer = "sor/runtimes/";
    public const string MiddlewaresInLayer = "sor/middlewares/";
    public const string WasmHost = "sor-wasm";
    private const string WasmLibrary = "libwasmtime.so";
    private const string SorInLayer = "sor/";

    // Tests of a package, and what they leave behind, are of no use where it runs.
    private static readonly IgnoreRules s_packageRules = IgnoreRules.Of([.. IgnoreRules.Always, "/tests", "/vectors.json"]);

    /// <summary>What runs WebAssembly: large, so only where a stage needs it.</summary>
    /// <param name="distFolder">Folder with <c>sor-wasm</c> and its library.</param>
    /// <param name="diagnostics">Takes the problems; the entries count only without errors.</param>
    public static IEnumerable<ArchiveEntry> CollectWasmHost(string distFolder, DiagnosticList diagnostics) =>
        Collect(distFolder, [WasmHost, WasmLibrary], "a stage of kind wasm", diagnostics);

    private static IEnumerable<ArchiveEntry> Collect(string distFolder, string[] names, string who, DiagnosticList diagnostics)
    {
        foreach (var name in names)
        {
            var file = new FileInfo(Path.Combine(distFolder, name));
            if (file.Exists)
            {
                yield return new ArchiveEntry { Path = SorInLayer + name, SourceFile = file.FullName, Length = file.Length, IsExecutable = name != WasmLibrary };
            }
            else
            {
                diagnostics.ErrorOf(file.FullName, DiagnosticCodes.FileMissing, $"{who} needs this file, which does not exist", "build it by ./build.sh aot");
            }
        }
    }

    /// <summary>The packages that are not the function's own, each once, whatever the number of its stages.</summary>
    /// <param name="packages">Those that the pipeline uses.</param>
    /// <param name="diagnostics">Takes the problems; the entries count only without errors.</param>
    public static IEnumerable<ArchiveEntry> CollectPackages(IEnumerable<UsedPackage> packages, DiagnosticList diagnostics) => packages
        .Where(static package => !package.IsOwn)
        .DistinctBy(static package => package.Folder)
        .SelectMany(package => FolderScan.Read(package.Folder, $"{MiddlewaresInLayer}{package.Manifest.Name}/", s_packageRules, diagnostics));

    /// <param name="distFolder">Folder with <c>bootstrap</c> and <c>runtimes/</c>.</param>
    /// <param name="diagnostics">Takes the problems; the entries count only without errors.</param>
    public static IReadOnlyList<ArchiveEntry> Collect(string distFolder, DiagnosticList diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        var bootstrap = new FileInfo(Path.Combine(distFolder, BootstrapName));
        var runtimes = Path.Combine(distFolder, RuntimesFolder);
        if (!bootstrap.Exists)
        {
            diagnostics.ErrorOf(
                bootstrap.FullName,
                DiagnosticCodes.FileMissing,
                "there is no such file",
                "build it by ./build.sh aot, or name the folder that holds it");
            return [];
        }

        if (!FileKinds.IsExecutable(bootstrap))
        {
            diagnostics.ErrorOf(bootstrap.FullName, DiagnosticCodes.NotExecutable, "the file is not executable", $"chmod +x {bootstrap.FullName}");
        }

        if (!Directory.Exists(runtimes))
        {
            diagnostics.ErrorOf(
                runtimes,
                DiagnosticCodes.FolderMissing,
                "there is no such folder",
                "build it by ./build.sh aot, or name the folder that holds it");
            return [];
        }

        var executable = new ArchiveEntry { Path = BootstrapName, SourceFile = bootstrap.FullName, Length = bootstrap.Length, IsExecutable = true };
        var files = FolderScan.Read(runtimes, RuntimesInLayer, IgnoreRules.Of([]), diagnostics);
        return [executable, .. files.Where(file => !file.Path.EndsWith(".pyc", StringComparison.Ordinal) || IsReproducible(file.SourceFile))];
    }

    /// <summary>
    /// Whether a compiled Python file is one of those the build makes (PEP 552, unchecked hash: flags 1 at offset 4). Those that an interpreter
    /// writes by itself carry the time of their source, and would make two layers of the same files different.
    /// </summary>
    private static bool IsReproducible(string? path)
    {
        if (path is null)
            return false;
        Span<byte> head = stackalloc byte[8];
        using var file = File.OpenRead(path);
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head[4..].SequenceEqual((ReadOnlySpan<byte>)[1, 0, 0, 0]);
    }
}
