using Sor.Configuration;
using Sor.DevServer.Functions;
using Sor.DevServer.Packages;
using Sor.Native;

namespace Sor.DevServer;

/// <summary>
/// Finds what is to be served, and what must be there before a server is worth starting. Mistakes in a configuration are not
/// among it: they are mended while it runs.
/// </summary>
internal static class FunctionSources
{
    public static Task<(IFunctionSource? Source, IReadOnlyList<Diagnostic> Problems)> OpenAsync(DevServerOptions options) =>
        options.FunctionZip is { } zip ? OpenPackagesAsync(zip, options.LayerZips) : Task.FromResult(OpenFolder(options));

    private static (IFunctionSource? Source, IReadOnlyList<Diagnostic> Problems) OpenFolder(DevServerOptions options)
    {
        var problems = new List<Diagnostic>();
        if (!FunctionConfiguration.Exists(options.Folder))
            problems.Add(FunctionConfiguration.Missing(options.Folder));
        if (Files.CheckExecutable(options.Bootstrap) is not 0 and var error)
        {
            problems.Add(new Diagnostic
            {
                Code = DevCodes.NoBootstrap,
                Message = $"the bootstrap cannot be executed: {ErrorNumber.Describe(error)}",
                File = options.Bootstrap,
                Fix = "keep bootstrap beside sor, as `./build.sh aot` leaves them, or name it: --bootstrap PATH",
            });
        }

        return problems.Count > 0 ? (null, problems) : (new FolderSource(options.Folder, options.Bootstrap), problems);
    }

    private static async Task<(IFunctionSource? Source, IReadOnlyList<Diagnostic> Problems)> OpenPackagesAsync(string zip, IReadOnlyList<string> layers)
    {
        var (folders, problems) = PackageFolders.Unpack(zip, layers);
        if (folders is null)
            return (null, problems);
        var (mounts, reason) = await LambdaMounts.ProbeAsync(folders);
        if (mounts is not null)
            return (new PackageSource(folders, mounts, Path.GetFileNameWithoutExtension(zip)), problems);
        folders.Dispose();
        return (null, [new Diagnostic
        {
            Code = DevCodes.NoIsolation,
            Message = $"this machine does not let packages be laid out as Lambda lays them out: {reason}",
            Fix = "run sor as root, or allow user namespaces (sysctl user.max_user_namespaces, kernel.apparmor_restrict_unprivileged_userns; in a container: --cap-add SYS_ADMIN), or serve the folder: sor dev FOLDER",
        }]);
    }
}
