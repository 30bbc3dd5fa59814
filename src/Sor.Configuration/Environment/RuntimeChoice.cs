namespace Sor.Configuration;

/// <summary>Finds the runtime of a function that has no <c>sor.json</c>: told, the prototype's, or by the one file that the handler can mean.</summary>
internal sealed class RuntimeChoice(string? handler, Func<string, bool> fileExists, DiagnosticList diagnostics)
{
    private static readonly string RuntimesAllowed = Display.Join(RuntimeNames.All);

    /// <returns>Null after a problem was reported.</returns>
    public string? Choose(string? told)
    {
        if (told is not null)
        {
            return NameCheck.Report(told, RuntimeNames.All, ReservedNames.Runtimes, "runtime", default, EnvironmentNames.Runtime, diagnostics)
                && CheckHandler(told)
                    ? told
                    : null;
        }

        if (fileExists(EnvironmentConfiguration.LanguageRuntimePath))
        {
            return CheckHandler(RuntimeNames.Prototype) ? RuntimeNames.Prototype : null;
        }

        return Guess();
    }

    private bool CheckHandler(string runtime)
    {
        if (runtime == RuntimeNames.Echo)
        {
            return true;
        }

        if (handler is null)
        {
            diagnostics.Error(
                DiagnosticCodes.KeyNeeded,
                default,
                EnvironmentNames.Handler,
                $"runtime {runtime} needs a handler, and the variable is not set",
                "set it to what the runtime shall load, such as app.handle");
            return false;
        }

        var ok = runtime is RuntimeNames.Python or RuntimeNames.Node ? FunctionRules.IsModuleHandler(handler) : FunctionRules.IsLine(handler);
        if (!ok)
        {
            diagnostics.Error(
                DiagnosticCodes.BadHandler,
                default,
                EnvironmentNames.Handler,
                $"{Display.Quote(handler)} is no handler of runtime {runtime}",
                "write FILE.NAME without the file's ending, such as app.handle; for exec and frames the program's path");
        }

        return ok;
    }

    private string? Guess()
    {
        List<(string Runtime, string File)> candidates = handler is null ? [] : Candidates(handler);
        var found = candidates.FindAll(candidate => fileExists(candidate.File));
        if (found.Count > 0 && found.TrueForAll(candidate => candidate.Runtime == found[0].Runtime))
        {
            return found[0].Runtime;
        }

        diagnostics.Error(
            DiagnosticCodes.RuntimeUnknown,
            default,
            EnvironmentNames.Runtime,
            found.Count == 0 ? NothingFits(candidates) : SeveralFit(found),
            $"set {EnvironmentNames.Runtime}, or deploy the sor.json that `sor build` writes",
            RuntimesAllowed);
        return null;
    }

    private string NothingFits(List<(string Runtime, string File)> candidates)
    {
        var seen = handler is null ? "_HANDLER is not set" : $"no file fits _HANDLER {Display.Quote(handler)}";
        List<string> looked = [EnvironmentConfiguration.LanguageRuntimePath, .. candidates.ConvertAll(static item => item.File)];
        return $"nothing says how the handler runs: no sor.json, SOR_RUNTIME is not set, {seen} (looked for {Display.Join(looked)})";
    }

    private string SeveralFit(List<(string Runtime, string File)> found) =>
        $"files of several runtimes fit _HANDLER {Display.Quote(handler ?? "")}: {Display.Join(found.ConvertAll(static item => $"{item.File} ({item.Runtime})"))}";

    /// <summary>The files that a handler can mean, each with its runtime. Nothing outside of the task root.</summary>
    private static List<(string Runtime, string File)> Candidates(string handler)
    {
        if (!FunctionRules.IsLine(handler) || handler.StartsWith('/') || handler.Contains("..", StringComparison.Ordinal))
        {
            return [];
        }

        var path = handler.StartsWith("./", StringComparison.Ordinal) ? handler[2..] : handler;
        return
        [
            (RuntimeNames.Exec, path),
            .. HandlerFiles.Of(RuntimeNames.Python, path).Select(static file => (RuntimeNames.Python, file)),
            .. HandlerFiles.Of(RuntimeNames.Node, path).Select(static file => (RuntimeNames.Node, file)),
        ];
    }
}
