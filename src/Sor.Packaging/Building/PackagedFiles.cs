using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>The files of the function's package, by their paths; tells of programs that are not among them or cannot be started.</summary>
internal sealed class PackagedFiles
{
    private readonly string _folder;
    private readonly Dictionary<string, ArchiveEntry> _entries;
    private readonly DiagnosticList _diagnostics;

    public PackagedFiles(string folder, IEnumerable<ArchiveEntry> entries, DiagnosticList diagnostics)
    {
        _folder = folder;
        Configuration = Path.Combine(folder, FunctionFolder.ConfigurationFile);
        _entries = entries.GroupBy(static entry => entry.Path, StringComparer.Ordinal).ToDictionary(static group => group.Key, static group => group.First());
        _diagnostics = diagnostics;
    }

    /// <summary>Path of the function's <c>sor.yaml</c>.</summary>
    public string Configuration { get; }

    public bool Contains(string path) => _entries.ContainsKey(path);

    /// <summary>Tells of a program of the function that cannot be started.</summary>
    /// <param name="use">The program as <c>./path</c>.</param>
    /// <param name="key">The key that names it.</param>
    /// <param name="position">Where the key stands.</param>
    public void CheckProgram(string use, string key, SourcePosition position)
    {
        var file = Path.Combine(_folder, use[2..]);
        if (!CheckFile(use, key, position))
        {
            return;
        }

        var entry = _entries[use[2..]];
        if (!(entry.IsExecutable || (entry.IsLink && FileKinds.IsExecutable(new FileInfo(file)))))
        {
            Report(DiagnosticCodes.NotExecutable, position, key, $"the file {Display.Quote(use)} is not executable", $"chmod +x {file}");
        }
    }

    /// <summary>Tells of a file of the function that is not in the package.</summary>
    /// <inheritdoc cref="CheckProgram"/>
    public bool CheckFile(string use, string key, SourcePosition position)
    {
        var file = Path.Combine(_folder, use[2..]);
        if (Contains(use[2..]) && File.Exists(file))
        {
            return true;
        }

        var reason = File.Exists(file) ? "is left out of the package" : "does not exist";
        Report(
            DiagnosticCodes.FileMissing,
            position,
            key,
            $"the file {Display.Quote(use)} {reason}",
            $"correct the path, which begins at {_folder}, or the rules in {IgnoreRules.FileName}");
        return false;
    }

    public void Report(string code, SourcePosition position, string key, string message, string fix) =>
        _diagnostics.Add(new Diagnostic { Code = code, File = Configuration, Position = position, Key = key, Message = message, Fix = fix });
}
