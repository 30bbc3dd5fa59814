using System.Text;
using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>The function's package: the folder's files without sources and caches (<see cref="IgnoreRules"/>), and <c>sor.json</c>. Lambda unpacks it to its task root.</summary>
public static class FunctionZip
{
    /// <param name="functionFolder">The function's folder.</param>
    /// <param name="outputFolder">Left out if it lies in the function's folder.</param>
    /// <param name="configuration">Bytes of <c>sor.json</c>.</param>
    /// <param name="diagnostics">Takes the problems; the entries count only without errors.</param>
    public static IReadOnlyList<ArchiveEntry> Collect(string functionFolder, string outputFolder, ReadOnlyMemory<byte> configuration, DiagnosticList diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (!Directory.Exists(functionFolder))
        {
            return [];
        }

        var output = Path.GetRelativePath(functionFolder, outputFolder);
        if (output == ".")
        {
            diagnostics.ErrorOf(
                functionFolder,
                DiagnosticCodes.FileInTheWay,
                "the output folder is the function's own folder",
                "choose another one, such as .sor/build in it");
        }

        string[] outputRule = output == "." || output.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(output) ? [] : ["/" + output];
        var ignored = IgnoreRules.Of([.. IgnoreRules.Always, .. IgnoreRules.Sources, .. ReadIgnoreFile(functionFolder, diagnostics), .. outputRule]);
        var files = FolderScan.Read(functionFolder, prefix: "", ignored, diagnostics);
        if (files.Any(static entry => entry.Path == FunctionBuilder.ConfigurationName))
        {
            diagnostics.ErrorOf(
                Path.Combine(functionFolder, FunctionBuilder.ConfigurationName),
                DiagnosticCodes.FileInTheWay,
                "the build puts its own sor.json at this place",
                "remove the file: sor.yaml says what the function is");
        }

        return [.. files, new ArchiveEntry { Path = FunctionBuilder.ConfigurationName, Content = configuration, Length = configuration.Length }];
    }

    private static IReadOnlyList<string> ReadIgnoreFile(string functionFolder, DiagnosticList diagnostics)
    {
        var path = Path.Combine(functionFolder, IgnoreRules.FileName);
        if (!File.Exists(path))
        {
            return [];
        }

        var problems = new DiagnosticList(path);
        var rules = IgnoreRules.Parse(Encoding.UTF8.GetString(FunctionFolder.ReadBounded(path)), problems);
        diagnostics.AddRange(problems.ToSorted());
        return rules;
    }
}
