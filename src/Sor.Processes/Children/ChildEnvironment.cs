namespace Sor.Processes;

/// <summary>The environment that children start from, and what each kind of child gets on top.</summary>
public sealed class ChildEnvironment(IEnumerable<KeyValuePair<string, string>> inherited)
{
    // Ours alone: a child that wrote there would forge the engine's records or the platform's log frames.
    private static readonly string[] s_private = ["SOR_EVENTS_FD", "_LAMBDA_TELEMETRY_LOG_FD", "_LAMBDA_TELEMETRY_LOG_FD_PROVIDER_SOCKET"];

    // Of a package: what programs need to run, and what our helper libraries are found by.
    private static readonly string[] s_allowed = ["PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "PYTHONPATH", "NODE_PATH", "SOR_SHELL"];

    private readonly Dictionary<string, string> _inherited = new(inherited.Where(pair => !s_private.Contains(pair.Key)));

    /// <summary>The inherited environment with the variables given on top, <c>NAME=value</c> each, sorted by name.</summary>
    public List<string> With(params ReadOnlySpan<(string Name, string? Value)> variables)
    {
        var all = new Dictionary<string, string>(_inherited);
        foreach (var (name, value) in variables)
        {
            if (value is not null)
                all[name] = value;
        }

        var list = new List<string>(all.Count);
        foreach (var (name, value) in all)
            list.Add($"{name}={value}");
        return list;
    }

    /// <summary>
    /// The environment that a package starts from: a few variables without which programs do not run, the search paths of our own helper
    /// libraries, and the names that the function's author granted. Never the function's credentials or secrets by default.
    /// </summary>
    public ChildEnvironment ForPackage(IReadOnlyCollection<string> granted)
    {
        var variables = new Dictionary<string, string> { ["HOME"] = "/tmp" };
        foreach (var (name, value) in _inherited)
        {
            if (s_allowed.Contains(name) || granted.Contains(name))
                variables[name] = value;
        }

        return new ChildEnvironment(variables);
    }

    public string? Find(string name) => _inherited.GetValueOrDefault(name);
}
