using System.IO.Compression;

namespace Sor.Packaging;

/// <summary>
/// Writes zips whose bytes depend on paths, contents and executable bits alone: entries in ordinal order, one fixed time, two modes, one
/// compression level, content in blocks of one size (the compressor's output depends on how it is fed).
/// Another version of the .NET library may compress differently; the same one never does.
/// </summary>
public static class ArchiveWriter
{
    private const int BlockBytes = 64 * 1024;

    private const int RegularFile = 0x8000;
    private const int Link = 0xA000;

    // Octal 0755, 0644 and 0777.
    private const int ExecutableMode = 0x1ED;
    private const int PlainMode = 0x1A4;
    private const int LinkMode = 0x1FF;

    /// <summary>The first moment that a zip can express.</summary>
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="entries">In any order; paths are unique.</param>
    /// <param name="destination">Seekable, so that sizes stand in front of the contents.</param>
    public static void Write(IEnumerable<ArchiveEntry> entries, Stream destination)
    {
        ArgumentNullException.ThrowIfNull(entries);
        using var archive = new ZipArchive(destination, ZipArchiveMode.Create, leaveOpen: true);
        var block = new byte[BlockBytes];
        foreach (var entry in entries.OrderBy(static entry => entry.Path, StringComparer.Ordinal))
        {
            var written = archive.CreateEntry(entry.Path, CompressionLevel.Optimal);
            written.LastWriteTime = Time;
            written.ExternalAttributes = ModeOf(entry) << 16;
            using var target = written.Open();
            if (entry.SourceFile is null)
            {
                target.Write(entry.Content.Span);
            }
            else
            {
                Copy(entry.SourceFile, target, block);
            }
        }
    }

    private static int ModeOf(ArchiveEntry entry) =>
        entry.IsLink ? Link | LinkMode : RegularFile | (entry.IsExecutable ? ExecutableMode : PlainMode);

    private static void Copy(string path, Stream target, byte[] block)
    {
        using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        int count;
        while ((count = source.ReadAtLeast(block, block.Length, throwOnEndOfStream: false)) > 0)
        {
            target.Write(block, 0, count);
        }
    }
}
