using Sor.Configuration;
using Sor.Native;

namespace Sor.Processes;

/// <summary>A language whose handlers run in a shim of ours: where its interpreter and its shim are looked for.</summary>
/// <param name="Name">Value of <c>runtime:</c>.</param>
/// <param name="Interpreters">Names of the interpreter, the best first.</param>
/// <param name="LayerBin">Folder of a Lambda layer that may carry the interpreter.</param>
/// <param name="Shim">File of the shim in its <c>runtimes</c> folder.</param>
/// <param name="Extensions">Endings of source files, for guessing the runtime from a handler.</param>
public sealed record LanguageRuntime(string Name, IReadOnlyList<string> Interpreters, string LayerBin, string Shim, IReadOnlyList<string> Extensions)
{
    public static IReadOnlyList<LanguageRuntime> All { get; } =
    [
        new(RuntimeNames.Python, ["python3", "python"], "/opt/python/bin", "main.py", [".py"]),
        new(RuntimeNames.Node, ["node"], "/opt/nodejs/bin", "main.cjs", [".js", ".cjs", ".mjs"]),
    ];

    /// <summary>
    /// The command that starts the shim, or what was tried. Looked up in order: the configured interpreter, the language's
    /// layer folder, <c>/var/lang/bin</c>, <c>PATH</c>.
    /// </summary>
    /// <param name="configured">The <c>interpreter:</c> key; null when absent.</param>
    /// <param name="runtimesFolders">Folders that hold shims, the first one that exists wins.</param>
    /// <param name="taskRoot">Relative paths start here.</param>
    /// <param name="searchPath">Value of <c>PATH</c>.</param>
    /// <param name="problem">What was tried and how to mend it; null on success.</param>
    public IReadOnlyList<string>? FindCommand(string? configured, IReadOnlyList<string> runtimesFolders, string taskRoot, string? searchPath, out string? problem)
    {
        var shim = runtimesFolders.Select(folder => Path.Combine(folder, Name, Shim)).FirstOrDefault(File.Exists);
        if (shim is null)
        {
            problem = $"the {Name} language runtime is missing; looked for {string.Join(" and ", runtimesFolders.Select(folder => Path.Combine(folder, Name, Shim)))}; deploy the layer that `sor build` makes";
            return null;
        }

        var tried = new List<string>();
        foreach (var candidate in Candidates(configured, taskRoot, searchPath))
        {
            if (Files.CheckExecutable(candidate) == 0)
            {
                problem = null;
                return [candidate, shim];
            }

            tried.Add(candidate);
        }

        problem = $"no interpreter for runtime \"{Name}\" was found; tried {string.Join(", ", tried)}; set `interpreter:` in sor.yaml, or add a layer or image that brings one";
        return null;
    }

    private IEnumerable<string> Candidates(string? configured, string taskRoot, string? searchPath)
    {
        if (configured is not null && configured.Contains('/', StringComparison.Ordinal))
        {
            yield return Path.GetFullPath(configured, taskRoot);
            yield break;
        }

        IReadOnlyList<string> names = configured is null ? Interpreters : [configured];
        string[] folders = [LayerBin, "/var/lang/bin", .. (searchPath ?? "/usr/local/bin:/usr/bin:/bin").Split(':', StringSplitOptions.RemoveEmptyEntries)];
        foreach (var folder in folders)
        {
            foreach (var name in names)
                yield return Path.Combine(folder, name);
        }
    }
}
