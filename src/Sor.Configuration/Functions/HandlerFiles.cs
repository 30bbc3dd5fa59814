namespace Sor.Configuration;

/// <summary>Which files of the function's folder a handler can mean.</summary>
public static class HandlerFiles
{
    /// <returns>Relative paths, the first that exists counts; empty for a runtime or a handler that names no file of the folder.</returns>
    public static IReadOnlyList<string> Of(string runtime, string handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (!FunctionRules.IsModuleHandler(handler) || handler.StartsWith('/'))
        {
            return [];
        }

        var path = handler.StartsWith("./", StringComparison.Ordinal) ? handler[2..] : handler;
        switch (runtime)
        {
            case RuntimeNames.Python:
                // The attribute is the last part; modules may be written with dots, too.
                var module = path[..path.LastIndexOf('.')].Replace('.', '/');
                return [module + ".py", module + "/__init__.py"];
            case RuntimeNames.Node:
                // The file ends at the first dot, what follows may be nested.
                var script = path[..path.IndexOf('.', path.LastIndexOf('/') + 1)];
                return [script + ".js", script + ".mjs", script + ".cjs"];
            default:
                return [];
        }
    }
}
