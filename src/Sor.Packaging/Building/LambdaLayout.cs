using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>
/// Lays packages out as Lambda does: the function's zip in the task root, the layers' zips in <c>/opt</c> in their order, later ones over earlier ones,
/// all of it read-only (which a superuser's processes do not notice: for them only a read-only mount would do).
/// </summary>
public static class LambdaLayout
{
    /// <param name="functionZip">The function's zip.</param>
    /// <param name="layerZips">The layers' zips, in order.</param>
    /// <param name="taskRoot">Folder for the function; must be missing or empty.</param>
    /// <param name="opt">Folder for the layers; must be missing or empty.</param>
    /// <returns>The problems; empty when everything is in place.</returns>
    public static IReadOnlyList<Diagnostic> Create(string functionZip, IReadOnlyList<string> layerZips, string taskRoot, string opt)
    {
        ArgumentNullException.ThrowIfNull(layerZips);
        var diagnostics = new DiagnosticList(file: null);
        if (Prepare(taskRoot, diagnostics) && Prepare(opt, diagnostics))
        {
            // Lambda's limit holds for all of them together.
            var extractor = new ArchiveExtractor(ArchiveLimits.UnzippedBytes, diagnostics);
            if (extractor.Extract(functionZip, taskRoot) && layerZips.All(layer => extractor.Extract(layer, opt)))
            {
                SetWritable(new DirectoryInfo(taskRoot), writable: false);
                SetWritable(new DirectoryInfo(opt), writable: false);
            }
        }

        return diagnostics.ToSorted();
    }

    /// <summary>Removes a folder that <see cref="Create"/> made read-only. One that is not there is no problem.</summary>
    public static void Delete(string folder)
    {
        var root = new DirectoryInfo(folder);
        if (root.Exists)
        {
            SetWritable(root, writable: true);
            root.Delete(recursive: true);
        }
    }

    private static bool Prepare(string folder, DiagnosticList diagnostics)
    {
        Directory.CreateDirectory(folder);
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            return true;
        }

        diagnostics.ErrorOf(folder, DiagnosticCodes.FileInTheWay, "the folder is not empty", "remove it, or name another one");
        return false;
    }

    private static void SetWritable(DirectoryInfo folder, bool writable)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // A folder's own permission comes first when its content shall be reached, and last when it shall not be changed.
        if (writable)
        {
            folder.UnixFileMode |= UnixFileMode.UserWrite;
        }

        foreach (var item in folder.EnumerateFileSystemInfos())
        {
            if (item.LinkTarget is not null)
            {
                continue;
            }

            if (item is DirectoryInfo child)
            {
                SetWritable(child, writable);
            }
            else if (!writable)
            {
                item.UnixFileMode &= ~FileModes.Writable;
            }
        }

        if (!writable)
        {
            folder.UnixFileMode &= ~FileModes.Writable;
        }
    }
}
