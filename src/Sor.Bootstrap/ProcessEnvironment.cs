using System.Collections;

namespace Sor.Bootstrap;

/// <summary>The environment variables this process was started with; the only place that reads them.</summary>
internal sealed class ProcessEnvironment
{
    private readonly Dictionary<string, string> _variables;

    private ProcessEnvironment(Dictionary<string, string> variables) => _variables = variables;

    internal IEnumerable<KeyValuePair<string, string>> All => _variables;

    /// <summary>Value of a variable; null when it is missing or empty.</summary>
    internal string? this[string name] => _variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Folder with the function's code: <c>LAMBDA_TASK_ROOT</c>, else the working directory.</summary>
    internal string TaskRoot => this["LAMBDA_TASK_ROOT"] ?? Environment.CurrentDirectory;

    internal static ProcessEnvironment Read()
    {
        var variables = new Dictionary<string, string>();
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
            variables[(string)entry.Key] = (string?)entry.Value ?? "";
        return new ProcessEnvironment(variables);
    }
}
