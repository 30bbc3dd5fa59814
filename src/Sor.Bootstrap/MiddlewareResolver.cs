namespace Sor.Bootstrap;

/// <summary>Finds the file of a middleware: <c>./x</c> is the function's own; a bare name is looked up under <c>/opt</c>.</summary>
internal sealed class MiddlewareResolver(string taskRoot)
{
    private const string SharedFolder = "/opt/middlewares";

    /// <param name="use">What the pipeline names.</param>
    /// <param name="ownFolderCounts">Whether a bare name may also be in the function's own <c>middlewares/</c> (the prototype's world).</param>
    /// <param name="problem">Why there is no such file; null on success.</param>
    /// <returns>An absolute path (the file may still be missing when it is the function's own), or null.</returns>
    internal string? Resolve(string use, bool ownFolderCounts, out string? problem)
    {
        problem = null;
        if (use.StartsWith("./", StringComparison.Ordinal))
            return Path.GetFullPath(use, taskRoot);
        var shared = Path.Combine(SharedFolder, use);
        var own = Path.Combine(taskRoot, "middlewares", use);
        if (!File.Exists(own))
            return shared;
        if (!ownFolderCounts)
        {
            problem = $"a bare name means {shared}, but there is also {own}: write ./middlewares/{use} for the function's own file, or remove it";
            return null;
        }

        if (!File.Exists(shared))
            return own;
        problem = $"{shared} and {own} both exist; a local file must not stand in for a shared one: rename it";
        return null;
    }
}
