using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>Whether the files of the handler that <c>sor.yaml</c> names are in the package and can be started.</summary>
internal sealed class FunctionChecks(PackagedFiles files, DiagnosticList diagnostics)
{
    public void Check(FunctionOptions options, ConfigurationNode root)
    {
        CheckHandler(options, root);
        if (options.Command is [var program, ..] && StageReference.IsLocal(program) && root.Find("command")?.Value is { Items: [var node, ..] })
        {
            files.CheckProgram(program, "command[0]", node.Position);
        }
    }

    /// <summary>A warning only: a handler can be in a layer, too.</summary>
    private void CheckHandler(FunctionOptions options, ConfigurationNode root)
    {
        var candidates = options.Handler is null ? [] : HandlerFiles.Of(options.Runtime, options.Handler);
        if (candidates.Count > 0 && !candidates.Any(files.Contains))
        {
            diagnostics.Add(new Diagnostic
            {
                Code = DiagnosticCodes.HandlerFileMissing,
                Severity = DiagnosticSeverity.Warning,
                File = files.Configuration,
                Position = root.Find("handler")?.Value.Position ?? default,
                Key = "handler",
                Message = $"no file of the package fits {Display.Quote(options.Handler ?? "")}",
                Allowed = Display.Join(candidates),
                Fix = "correct the handler, unless a layer has the file",
            });
        }
    }
}
