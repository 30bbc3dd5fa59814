namespace Sor.DevServer.Watching;

/// <summary>Changes that mean nothing to a function: what tools write by themselves.</summary>
internal static class IgnoredPaths
{
    private static readonly string[] s_folders = [".sor", ".git", ".hg", ".svn", ".idea", ".vscode", ".venv", "__pycache__", "node_modules", ".pytest_cache"];

    private static readonly string[] s_endings = ["~", ".swp", ".swx", ".pyc", ".tmp"];

    /// <param name="relative">Path below the watched folder.</param>
    public static bool Contains(string relative)
    {
        var parts = relative.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || parts.Any(part => s_folders.Contains(part)))
            return true;
        var name = parts[^1];
        return name.StartsWith(".#", StringComparison.Ordinal) || s_endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal));
    }
}
