using System.Formats.Tar;

namespace Sor.Packaging;

/// <summary>Questions to a file that the file API of .NET does not answer directly.</summary>
internal static class FileKinds
{
    /// <summary>The owner's execute bit. Packages are built where files have one: not on Windows.</summary>
    public static bool IsExecutable(FileInfo file) => !OperatingSystem.IsWindows() && file.UnixFileMode.HasFlag(UnixFileMode.UserExecute);

    /// <summary>Whether it is a file with content, not a pipe, socket or device: opening one of those could wait for ever.</summary>
    public static bool IsRegular(FileInfo file) => file.Length > 0 || IsRegularByHeader(file.FullName);

    /// <summary>All the others are empty by their length. The tar writer looks at the file's kind without opening it.</summary>
    private static bool IsRegularByHeader(string path)
    {
        using var header = new MemoryStream();
        try
        {
            using (var writer = new TarWriter(header, TarEntryFormat.Pax, leaveOpen: true))
            {
                writer.WriteEntry(path, "x");
            }
        }
        catch (IOException)
        {
            // A socket, for which tar has no kind.
            return false;
        }

        header.Position = 0;
        using var reader = new TarReader(header);
        return reader.GetNextEntry()?.EntryType is TarEntryType.RegularFile;
    }
}
