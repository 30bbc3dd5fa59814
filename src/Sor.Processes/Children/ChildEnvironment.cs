namespace Sor.Processes;

/// <summary>The environment that children start from, and what each kind of child gets on top.</summary>
public sealed class ChildEnvironment(IEnumerable<KeyValuePair<string, string>> inherited)
{
    // Ours alone: a child that wrote there would forge the engine's records or the platform's log frames.
    private static readonly string[] s_private = ["SOR_EVENTS_FD", "_LAMBDA_TELEMETRY_LOG_FD", "_LAMBDA_TELEMETRY_LOG_FD_PROVIDER_SOCKET"];

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
    public ChildEnvironment ForPackage(IReadOnlyCollection<string> granted) =>
        new([.. _inherited.Where(pair => s_allowed.Contains(pair.Key) || granted.Contains(pair.Key)), new("HOME", "/tmp")]);

    public string? Find(string name) => _inherited.GetValueOrDefault(name);
}
