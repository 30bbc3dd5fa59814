using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>Whether the files that <c>sor.yaml</c> names are in the package and can be started.</summary>
internal sealed class FunctionChecks
{
    private readonly string _folder;
    private readonly string _file;
    private readonly Dictionary<string, ArchiveEntry> _entries;
    private readonly DiagnosticList _diagnostics;

    private FunctionChecks(string folder, IEnumerable<ArchiveEntry> entries, DiagnosticList diagnostics)
    {
        _folder = folder;
        _file = Path.Combine(folder, FunctionFolder.ConfigurationFile);
        _entries = entries.GroupBy(static entry => entry.Path, StringComparer.Ordinal).ToDictionary(static group => group.Key, static group => group.First());
        _diagnostics = diagnostics;
    }

    public static void Check(SorYamlResult loaded, string folder, IEnumerable<ArchiveEntry> entries, DiagnosticList diagnostics)
    {
        if (loaded is { Options: { } options, Root: { } root })
        {
            var checks = new FunctionChecks(folder, entries, diagnostics);
            checks.CheckHandler(options, root);
            checks.CheckCommand(options, root);
            checks.CheckPipeline(options, root);
        }
    }

    /// <summary>A warning only: a handler can be in a layer, too.</summary>
    private void CheckHandler(FunctionOptions options, ConfigurationNode root)
    {
        var files = options.Handler is null ? [] : HandlerFiles.Of(options.Runtime, options.Handler);
        if (files.Count > 0 && !files.Any(_entries.ContainsKey))
        {
            _diagnostics.Add(new Diagnostic
            {
                Code = DiagnosticCodes.HandlerFileMissing,
                Severity = DiagnosticSeverity.Warning,
                File = _file,
                Position = root.Find("handler")?.Value.Position ?? default,
                Key = "handler",
                Message = $"no file of the package fits {Display.Quote(options.Handler ?? "")}",
                Allowed = Display.Join(files),
                Fix = "correct the handler, unless a layer has the file",
            });
        }
    }

    private void CheckCommand(FunctionOptions options, ConfigurationNode root)
    {
        if (options.Command is [var program, ..] && StageReference.IsLocal(program) && root.Find("command")?.Value is { Items: [var node, ..] })
        {
            CheckProgram(program, "command[0]", node.Position);
        }
    }

    private void CheckPipeline(FunctionOptions options, ConfigurationNode root)
    {
        for (var index = 0; index < options.Pipeline.Count; index++)
        {
            var stage = options.Pipeline[index];
            var path = KeyPath.Append(KeyPath.Append("pipeline", index), "use");
            var position = SorYamlDialect.Instance.UsePosition(root.Find("pipeline")!.Value.Items[index]);
            if (StageReference.IsLocal(stage.Use))
            {
                CheckProgram(stage.Use, path, position);
            }
            else if (stage.Kind != StageKind.BuiltIn && _entries.ContainsKey("middlewares/" + stage.Use))
            {
                Report(
                    DiagnosticCodes.FileInTheWay,
                    position,
                    path,
                    $"the bare name {Display.Quote(stage.Use)} means a middleware of a layer, and the function has a file middlewares/{stage.Use} of that name",
                    $"write ./middlewares/{stage.Use} if that file is meant; else rename it");
            }
        }
    }

    private void CheckProgram(string use, string path, SourcePosition position)
    {
        var file = Path.Combine(_folder, use[2..]);
        if (!_entries.TryGetValue(use[2..], out var entry) || !File.Exists(file))
        {
            var reason = File.Exists(file) ? "is left out of the package" : "does not exist";
            Report(
                DiagnosticCodes.FileMissing,
                position,
                path,
                $"the file {Display.Quote(use)} {reason}",
                $"correct the path, which begins at {_folder}, or the rules in {IgnoreRules.FileName}");
        }
        else if (!(entry.IsExecutable || (entry.IsLink && FileKinds.IsExecutable(new FileInfo(file)))))
        {
            Report(DiagnosticCodes.NotExecutable, position, path, $"the file {Display.Quote(use)} is not executable", $"chmod +x {file}");
        }
    }

    private void Report(string code, SourcePosition position, string key, string message, string fix) =>
        _diagnostics.Add(new Diagnostic { Code = code, File = _file, Position = position, Key = key, Message = message, Fix = fix });
}
