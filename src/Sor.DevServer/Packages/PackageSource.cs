using Sor.Configuration;
using Sor.DevServer.Functions;

namespace Sor.DevServer.Packages;

/// <summary>A function served from the packages that would be uploaded, laid out as Lambda lays them out.</summary>
internal sealed class PackageSource(PackageFolders folders, LambdaMounts mounts, string defaultName) : IFunctionSource
{
    public string? WatchedFolder => null;

    public FunctionReading Read()
    {
        var (options, problems) = ReadOptions();
        if (options is null)
            return new FunctionReading(null, problems);
        if (FindBootstrap() is not { } bootstrap)
        {
            var missing = new Diagnostic
            {
                Code = DevCodes.NoBootstrap,
                Message = $"there is no bootstrap at {LambdaMounts.TaskRoot}/bootstrap or {LambdaMounts.LayerRoot}/bootstrap",
                Fix = "add the layer that `sor build` makes: --layer LAYER.zip",
            };
            return new FunctionReading(null, [.. problems, missing]);
        }

        return new FunctionReading(new FunctionSetup(options, () => mounts.Launch(folders, bootstrap, Variables(options))), problems);
    }

    public void Dispose() => folders.Dispose();

    private static Dictionary<string, string> Variables(FunctionOptions options)
    {
        // The OS-only runtime has no interpreters; where the layers bring none either, this machine's stand in for them.
        var own = Environment.GetEnvironmentVariable("PATH");
        var path = string.IsNullOrEmpty(own) ? LambdaEnvironment.ServicePath : $"{LambdaEnvironment.ServicePath}:{own}";
        return LambdaEnvironment.For(options, LambdaMounts.TaskRoot, path);
    }

    private (FunctionOptions? Options, IReadOnlyList<Diagnostic> Problems) ReadOptions()
    {
        // The bootstrap's own order. Without either file it goes by the environment, like any custom runtime.
        foreach (var (path, shown) in new[] { (Path.Combine(folders.Task, "sor.json"), "sor.json"), (Path.Combine(folders.Layers, "sor", "sor.json"), "/opt/sor/sor.json") })
        {
            if (!File.Exists(path))
                continue;
            var read = SorJsonReader.Read(File.ReadAllBytes(path), shown, Environment.GetEnvironmentVariable("SOR_FUNCTION"));
            return (read.Options, read.Diagnostics);
        }

        return (new FunctionOptions { Name = defaultName, Runtime = RuntimeNames.Echo }, []);
    }

    private string? FindBootstrap() =>
        File.Exists(Path.Combine(folders.Task, "bootstrap")) ? $"{LambdaMounts.TaskRoot}/bootstrap"
        : File.Exists(Path.Combine(folders.Layers, "bootstrap")) ? $"{LambdaMounts.LayerRoot}/bootstrap"
        : null;
}
