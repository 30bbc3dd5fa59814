using System.IO.Compression;
using System.Text;
using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>
/// Unpacks zips of unknown origin into a folder: nothing outside of it, no more bytes or entries than a budget, through no link.
/// One extractor serves several zips for one budget: later ones overwrite files of earlier ones.
/// </summary>
public sealed class ArchiveExtractor(long maxBytes, DiagnosticList diagnostics)
{
    private const int KindMask = 0xF000;
    private const int LinkKind = 0xA000;
    private const int OwnerExecutes = 0x40;
    private const int MaxLinkBytes = 4096;

    private readonly byte[] _block = new byte[64 * 1024];
    private long _bytes;
    private int _entries;

    /// <param name="zipPath">The zip.</param>
    /// <param name="folder">An existing folder that nobody else changes meanwhile.</param>
    /// <returns>False after a problem was reported; the folder's content is then of no use.</returns>
    public bool Extract(string zipPath, string folder)
    {
        try
        {
            using var archive = ZipFile.OpenRead(zipPath);
            foreach (var entry in archive.Entries)
            {
                if (!Extract(entry, zipPath, folder))
                {
                    return false;
                }
            }

            return true;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return Refuse(zipPath, "", $"the zip cannot be unpacked: {exception.Message}");
        }
    }

    private bool Extract(ZipArchiveEntry entry, string zipPath, string folder)
    {
        var name = entry.FullName.StartsWith("./", StringComparison.Ordinal) ? entry.FullName[2..] : entry.FullName;
        var path = name.TrimEnd('/');
        if (path.Length == 0 && name.Length <= 1)
        {
            return true;
        }

        if (++_entries > ArchiveLimits.Entries)
        {
            return Refuse(zipPath, entry.FullName, $"there are more than {ArchiveLimits.Entries} entries");
        }

        if (!ArchivePath.IsPlain(path))
        {
            return Refuse(zipPath, entry.FullName, "the path could lead out of the folder");
        }

        var isFolder = name.EndsWith('/');
        return MakeFolders(isFolder ? path : ParentOf(path), zipPath, folder)
            && (isFolder || (MakeRoom(path, zipPath, folder) && Write(entry, path, zipPath, folder)));
    }

    private static string ParentOf(string path) => path[..Math.Max(path.LastIndexOf('/'), 0)];

    /// <summary>Part by part: no part may be a link, however it came there, nor a file.</summary>
    private bool MakeFolders(string path, string zipPath, string folder)
    {
        var current = folder;
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            current = Path.Combine(current, part);
            var existing = new FileInfo(current);
            if (existing.LinkTarget is not null || existing.Exists)
            {
                return Refuse(zipPath, path, $"{Display.Quote(part)} is a file or a link, and a folder here");
            }

            Directory.CreateDirectory(current);
        }

        return true;
    }

    private bool MakeRoom(string path, string zipPath, string folder)
    {
        var target = new FileInfo(Path.Combine(folder, path));
        if (target.LinkTarget is null && Directory.Exists(target.FullName))
        {
            return Refuse(zipPath, path, "it is a folder in an earlier entry, and a file here");
        }

        // Deletes a link, not what it leads to.
        target.Delete();
        return true;
    }

    private bool Write(ZipArchiveEntry entry, string path, string zipPath, string folder)
    {
        // Without a Unix mode (made on another system) it is a plain file.
        var mode = entry.ExternalAttributes >>> 16;
        var target = Path.Combine(folder, path);
        if ((mode & KindMask) == LinkKind)
        {
            return WriteLink(entry, path, target, zipPath);
        }

        using (var file = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            if (!Copy(entry, file, zipPath, long.MaxValue))
            {
                return false;
            }
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(target, (mode & OwnerExecutes) != 0 ? FileModes.Executable : FileModes.Plain);
        }

        return true;
    }

    private bool WriteLink(ZipArchiveEntry entry, string path, string target, string zipPath)
    {
        using var content = new MemoryStream();
        if (!Copy(entry, content, zipPath, MaxLinkBytes))
        {
            return false;
        }

        var leadsTo = Encoding.UTF8.GetString(content.GetBuffer(), 0, (int)content.Length);
        if (!ArchivePath.IsInsideLink(path, leadsTo))
        {
            return Refuse(zipPath, entry.FullName, $"the link leads out of the folder, to {Display.Quote(leadsTo)}");
        }

        File.CreateSymbolicLink(target, leadsTo);
        return true;
    }

    /// <summary>Counts what comes out, not what the zip says will come out.</summary>
    private bool Copy(ZipArchiveEntry entry, Stream target, string zipPath, long maxEntryBytes)
    {
        using var source = entry.Open();
        var entryBytes = 0L;
        int count;
        while ((count = source.Read(_block)) > 0)
        {
            _bytes += count;
            entryBytes += count;
            if (_bytes > maxBytes || entryBytes > maxEntryBytes)
            {
                return Refuse(zipPath, entry.FullName, $"the content is larger than is allowed ({maxBytes} bytes in all)");
            }

            target.Write(_block, 0, count);
        }

        return true;
    }

    private bool Refuse(string zipPath, string entry, string message)
    {
        diagnostics.Add(new Diagnostic
        {
            Code = DiagnosticCodes.BadArchive,
            File = zipPath,
            Key = entry.Length == 0 ? "" : Display.Quote(entry),
            Message = message,
            Fix = "build the zip anew, such as by `sor build`",
        });
        return false;
    }
}
