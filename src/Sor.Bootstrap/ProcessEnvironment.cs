using System.Collections;

namespace Sor.Bootstrap;

/// <summary>The environment variables this process was started with; the only place that reads them. Single look-ups do not read all of them.</summary>
internal sealed class ProcessEnvironment
{
    private string? _taskRoot;

    /// <summary>Value of a variable; null when it is missing or empty.</summary>
    internal string? this[string name] => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    /// <summary>Folder with the function's code: <c>LAMBDA_TASK_ROOT</c>, else the working directory.</summary>
    internal string TaskRoot => _taskRoot ??= this["LAMBDA_TASK_ROOT"] ?? Environment.CurrentDirectory;

    /// <summary>All variables, for children.</summary>
    internal static Dictionary<string, string> ReadAll()
    {
        var all = new Dictionary<string, string>();
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
            all[(string)entry.Key] = (string?)entry.Value ?? "";
        return all;
    }
}
