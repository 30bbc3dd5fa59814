using Sor.DevServer.BootstrapProcess;

namespace Sor.DevServer.Functions;

/// <summary>A function served straight from the folder with its sources.</summary>
internal sealed class FolderSource(string folder, string bootstrap) : IFunctionSource
{
    public string? WatchedFolder => folder;

    public FunctionReading Read()
    {
        var read = FunctionConfiguration.Read(folder);
        return read.Options is not { } options
            ? new FunctionReading(null, read.Problems)
            : new FunctionReading(new FunctionSetup(options, () => CreateLaunch(options, read.ConfigPath)), read.Problems);
    }

    public void Dispose()
    {
    }

    private BootstrapLaunch CreateLaunch(Sor.Configuration.FunctionOptions options, string configPath)
    {
        // The interpreters are this machine's own, wherever its owner keeps them.
        var path = Environment.GetEnvironmentVariable("PATH") is { Length: > 0 } own ? own : LambdaEnvironment.ServicePath;
        var variables = LambdaEnvironment.For(options, folder, path);
        variables["SOR_CONFIG"] = configPath;

        // Version managers of languages look there for the version to use.
        if (Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home)
            variables["HOME"] = home;
        return new BootstrapLaunch(bootstrap, [bootstrap], folder, variables);
    }
}
