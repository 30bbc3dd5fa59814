namespace Sor.Packaging;

/// <summary>Which paths and link targets may stand in an archive: those that stay inside of it, on every system that unpacks it.</summary>
internal static class ArchivePath
{
    private const int MaxLength = 1024;

    /// <summary>Relative, with plain parts only. U+FFFD is what a name that is not UTF-8 was turned into.</summary>
    public static bool IsPlain(string path) =>
        path.Length is > 0 and <= MaxLength
        && !path.Any(static c => char.IsControl(c) || c is '\\' or '\uFFFD')
        && path.Split('/').All(static part => part is not ("" or "." or ".."));

    /// <summary>
    /// Whether a link leads to a place inside, whatever other links do: relative, and <c>..</c> only at its beginning, no further up than the root.
    /// (Behind a name it could step out of another link's target.)
    /// </summary>
    public static bool IsInsideLink(string linkPath, string target)
    {
        if (target.Length is 0 or > MaxLength || target.StartsWith('/') || target.Any(static c => char.IsControl(c) || c is '\\' or '\uFFFD'))
        {
            return false;
        }

        var parts = target.Split('/');
        var up = parts.TakeWhile(static part => part == "..").Count();
        return up <= linkPath.Count(static c => c == '/') && parts.Skip(up).All(static part => part is not ("" or "." or ".."));
    }
}
