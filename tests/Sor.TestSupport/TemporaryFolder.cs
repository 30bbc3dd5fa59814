namespace Sor.TestSupport;

/// <summary>A folder of one test's own, deleted with everything in it at the end.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("sor-test-").FullName;

    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    /// <summary>Writes a file, and its folders.</summary>
    public void Write(string relative, string content) => Write(relative, System.Text.Encoding.UTF8.GetBytes(content));

    /// <inheritdoc cref="Write(string, string)"/>
    public void Write(string relative, byte[] content)
    {
        var path = this[relative];
        _ = Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    /// <summary>Writes a file that may be executed.</summary>
    public void WriteExecutable(string relative, string content)
    {
        Write(relative, content);
        File.SetUnixFileMode(this[relative], (UnixFileMode)0b111_101_101);
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A process that is still ending may write into it: the machine's own cleaning of its folder for temporary files takes the rest.
        }
    }
}
