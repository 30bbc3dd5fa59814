namespace Sor.Cli.Output;

/// <summary>Why a file cannot be read, in words: the native executable has no texts for the exceptions of the library.</summary>
internal static class FileProblems
{
    /// <param name="problem">What was thrown.</param>
    /// <param name="path">The file, as it was named; null for STDIN.</param>
    public static string Of(Exception problem, string? path) => problem switch
    {
        FileNotFoundException or DirectoryNotFoundException => $"there is no file {path}",
        UnauthorizedAccessException => $"{path} is a folder, or this user may not read it",
        _ => problem.Message,
    };
}
