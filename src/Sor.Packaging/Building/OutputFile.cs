namespace Sor.Packaging;

/// <summary>Writes a file under another name first: whoever watches the folder never sees half of it.</summary>
internal static class OutputFile
{
    public static BuiltFile WriteZip(string path, IReadOnlyList<ArchiveEntry> entries) =>
        Write(path, entries.Sum(static entry => entry.Length), stream => ArchiveWriter.Write(entries, stream));

    public static BuiltFile Write(string path, long unzippedBytes, Action<Stream> write)
    {
        var unfinished = path + ".unfinished";
        try
        {
            BuiltFile built;
            using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            {
                write(file);
                file.Position = 0;
                built = new BuiltFile(path, file.Length, unzippedBytes, Sha256.HexOf(file));
            }

            File.Move(unfinished, path, overwrite: true);
            return built;
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
