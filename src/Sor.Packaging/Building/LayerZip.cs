using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>The layer: <c>bootstrap</c>, and under <c>sor/runtimes/</c> the shims that it starts languages with. Lambda unpacks it to <c>/opt</c>.</summary>
public static class LayerZip
{
    public const string BootstrapName = "bootstrap";

    private const string RuntimesFolder = "runtimes";
    private const string RuntimesInLayer = "sor/runtimes/";

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
        return [executable, .. FolderScan.Read(runtimes, RuntimesInLayer, IgnoreRules.Of(IgnoreRules.Always), diagnostics)];
    }
}
