using System.Text;
using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>Lists what of a folder goes into an archive. Follows no links; reports what no archive can hold.</summary>
public sealed class FolderScan
{
    private readonly string _root;
    private readonly string _prefix;
    private readonly IgnoreRules _ignored;
    private readonly DiagnosticList _diagnostics;
    private readonly List<ArchiveEntry> _entries = [];

    private FolderScan(string root, string prefix, IgnoreRules ignored, DiagnosticList diagnostics) =>
        (_root, _prefix, _ignored, _diagnostics) = (root, prefix, ignored, diagnostics);

    /// <param name="folder">An existing folder.</param>
    /// <param name="prefix">Put before every path: empty, or ending with <c>/</c>.</param>
    /// <param name="ignored">What is left out; its paths are relative to the folder.</param>
    /// <param name="diagnostics">Takes the problems.</param>
    public static IReadOnlyList<ArchiveEntry> Read(string folder, string prefix, IgnoreRules ignored, DiagnosticList diagnostics)
    {
        var scan = new FolderScan(folder, prefix, ignored, diagnostics);
        scan.Walk(new DirectoryInfo(folder), "");
        return scan._entries;
    }

    private void Walk(DirectoryInfo folder, string parent)
    {
        // Ordinal order here too: problems come in the same order everywhere.
        foreach (var item in folder.EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false })
            .OrderBy(static item => item.Name, StringComparer.Ordinal))
        {
            var path = parent + item.Name;
            if (_diagnostics.IsFull || _entries.Count > ArchiveLimits.Entries)
            {
                return;
            }

            if (!_ignored.Matches(path))
            {
                Take(item, path);
            }
        }
    }

    private void Take(FileSystemInfo item, string path)
    {
        if (!ArchivePath.IsPlain(path))
        {
            Report(
                DiagnosticCodes.UnsupportedFile,
                path,
                $"the name {Display.Quote(item.Name)} cannot stand in a package",
                "rename it: UTF-8, no control characters, no \\, at most 1024 characters with its folders");
        }
        else if (item.LinkTarget is { } target)
        {
            TakeLink(path, target);
        }
        else if (item is DirectoryInfo folder)
        {
            Walk(folder, path + "/");
        }
        else if (item is FileInfo file)
        {
            TakeFile(file, path);
        }
    }

    private void TakeLink(string path, string target)
    {
        if (!ArchivePath.IsInsideLink(path, target))
        {
            Report(
                DiagnosticCodes.LinkLeavesFolder,
                path,
                $"the symbolic link leads to {Display.Quote(target)}",
                $"copy the file to this place, make the link relative with .. only at its beginning, or leave it out by a line in {IgnoreRules.FileName}");
            return;
        }

        var content = Encoding.UTF8.GetBytes(target);
        _entries.Add(new ArchiveEntry { Path = _prefix + path, Content = content, Length = content.Length, IsLink = true });
    }

    private void TakeFile(FileInfo file, string path)
    {
        if (!FileKinds.IsRegular(file))
        {
            Report(
                DiagnosticCodes.UnsupportedFile,
                path,
                "this is a pipe, a socket or a device",
                $"remove it, or leave it out by a line in {IgnoreRules.FileName}");
            return;
        }

        _entries.Add(new ArchiveEntry { Path = _prefix + path, SourceFile = file.FullName, Length = file.Length, IsExecutable = FileKinds.IsExecutable(file) });
    }

    private void Report(string code, string path, string message, string fix) =>
        _diagnostics.ErrorOf(Path.Combine(_root, path), code, message, fix);
}
