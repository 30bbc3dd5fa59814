using System.Diagnostics;

namespace Sor.Docs.Tests;

/// <summary>
/// Runs what a page tells its reader to type, where <c>sor</c> is on the search path, <c>SOR</c> names its folder and <c>SOR_REPOSITORY</c> that of
/// the sources.
/// </summary>
internal static class Shell
{
    /// <summary>Compilers may take their time on a busy machine.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    /// <summary>A process with everything that the reader's shell would give it; not yet started.</summary>
    public static ProcessStartInfo StartInfo(string program, string folder, params IEnumerable<string> arguments)
    {
        var dist = Path.GetDirectoryName(Dist.Require("sor"))!;
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardInput = true };
        var environment = start.Environment;

        // Left over from the build that these tests may run in; they would lead a second one astray.
        foreach (var name in environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            _ = environment.Remove(name);
        environment["PATH"] = $"{dist}:/usr/bin:/bin:{environment["PATH"]}";
        environment["SOR"] = dist;
        environment["SOR_REPOSITORY"] = Repository.Root;
        environment["LC_ALL"] = "C.UTF-8";

        // Stories that compile against the sources run side by side: each builds them for itself, and leaves nothing there.
        environment["UseArtifactsOutput"] = "true";
        environment["ArtifactsPath"] = Path.Combine(folder, ".artifacts");

        // Compilers that stay behind would keep the machine busy after the tests.
        environment["MSBUILDDISABLENODEREUSE"] = "1";
        environment["UseSharedCompilation"] = "false";
        environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        return start;
    }

    /// <summary>Runs commands in one shell, one after another; what each prints, and its status.</summary>
    public static async Task<IReadOnlyList<(string Output, int Status)>> RunAsync(string folder, IReadOnlyList<string> commands)
    {
        using var results = new TemporaryFolder();
        results.Write("script", string.Concat(commands.Select((command, i) => $"{{ {command}\n}} >\"$RESULTS/{i}\" 2>&1; echo $? >\"$RESULTS/{i}.status\"\n")));
        var start = StartInfo("/bin/bash", folder, results["script"]);
        start.Environment["RESULTS"] = results.Path;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync().WaitAsync(s_limit);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        return [.. commands.Select((_, i) => (File.ReadAllText(results[$"{i}"]), int.Parse(File.ReadAllText(results[$"{i}.status"]), System.Globalization.CultureInfo.InvariantCulture)))];
    }
}
