using System.ComponentModel;
using System.Diagnostics;
using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>
/// Machine code of the WebAssembly modules that the pipeline runs, made here so that no start of the function pays for the compiler: <c>sor-wasm</c>
/// finds it beside its module. The same module and the same <c>sor-wasm</c> give the same bytes.
/// </summary>
internal static class PreparedModules
{
    /// <summary>How long the compiler may take for all modules; a large one takes seconds.</summary>
    private static readonly TimeSpan s_compileLimit = TimeSpan.FromMinutes(5);

    /// <summary>The entries to add to an archive: one for each module that has no prepared code among the files already.</summary>
    /// <param name="modules">Files of modules, each with its path in the archive.</param>
    /// <param name="files">What the archive has so far.</param>
    /// <param name="distFolder">Folder with <c>sor-wasm</c>.</param>
    /// <param name="diagnostics">Takes the problems; the entries count only without errors.</param>
    public static IEnumerable<ArchiveEntry> Collect(
        IReadOnlyList<(string File, string Path)> modules, IEnumerable<ArchiveEntry> files, string distFolder, DiagnosticList diagnostics)
    {
        var compiler = Path.Combine(distFolder, LayerZip.WasmHost);
        var existing = modules.Where(static module => File.Exists(module.File)).DistinctBy(static module => module.Path).ToList();
        if (existing.Count == 0 || !File.Exists(compiler))
            return [];
        var cache = Directory.CreateTempSubdirectory("sor-build-").FullName;
        try
        {
            var known = files.Select(static entry => entry.Path).ToHashSet(StringComparer.Ordinal);
            return [.. existing.Select(module => Compile(compiler, module, cache, diagnostics)).OfType<ArchiveEntry>().DistinctBy(static entry => entry.Path).Where(entry => !known.Contains(entry.Path))];
        }
        finally
        {
            Directory.Delete(cache, recursive: true);
        }
    }

    private static ArchiveEntry? Compile(string compiler, (string File, string Path) module, string cache, DiagnosticList diagnostics)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(compiler, ["compile", module.File, "--cache", cache])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            if (!process.WaitForExit(s_compileLimit))
            {
                process.Kill(entireProcessTree: true);
                diagnostics.ErrorOf(module.File, DiagnosticCodes.FileUnusable, $"the module is not compiled within {s_compileLimit.TotalMinutes:F0} minutes", "make it smaller");
                return null;
            }

            if (process.ExitCode != 0)
            {
                diagnostics.ErrorOf(module.File, DiagnosticCodes.FileUnusable, error.Result.Trim(), "give a module that is compiled for wasm32-wasi");
                return null;
            }

            var code = File.ReadAllBytes(output.Result.Trim());
            var folder = module.Path[..(module.Path.LastIndexOf('/') + 1)];
            return new ArchiveEntry { Path = folder + Path.GetFileName(output.Result.Trim()), Content = code, Length = code.Length };
        }
        catch (Win32Exception problem)
        {
            diagnostics.Add(new Diagnostic
            {
                Code = DiagnosticCodes.ModuleNotPrepared,
                Severity = DiagnosticSeverity.Warning,
                File = module.File,
                Message = $"the module is compiled when the function starts, and not now: {compiler} cannot be run here: {problem.Message}",
                Fix = "build on a machine of the kind that the function runs on",
            });
            return null;
        }
    }
}
