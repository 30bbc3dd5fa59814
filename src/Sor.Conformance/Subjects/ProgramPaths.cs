using Sor.Native;

namespace Sor.Conformance.Subjects;

/// <summary>Finds programs.</summary>
internal static class ProgramPaths
{
    /// <summary>Absolute path of a command's first word: relative to the folder when it has a slash, else looked up on the search path; null: there is none.</summary>
    public static string? Find(string word, string folder)
    {
        if (word.Contains('/', StringComparison.Ordinal))
            return Path.GetFullPath(word, folder) is var path && Files.CheckExecutable(path) == 0 ? path : null;
        return (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(place => Path.Combine(place, word)).FirstOrDefault(path => File.Exists(path) && Files.CheckExecutable(path) == 0);
    }
}
