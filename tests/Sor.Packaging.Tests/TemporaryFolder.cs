namespace Sor.Packaging.Tests;

/// <summary>A folder of one test, removed afterwards whatever modes its content was given.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("sor-test-").FullName;

    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    public void Dispose() => LambdaLayout.Delete(Path);

    /// <summary>Writes a file and makes its folders.</summary>
    public string Write(string relative, string content, bool executable = false)
    {
        var path = this[relative];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        if (executable)
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
        }

        return path;
    }

    public string Folder(string relative) => Directory.CreateDirectory(this[relative]).FullName;
}
