using System.Diagnostics;
using Sor.TestSupport;

namespace Sor.Cli.Tests;

/// <summary>How a run of the native <c>sor</c>, or of another command, ended.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>Fails with everything that the command said.</summary>
    public CliResult ShouldExit(int code)
    {
        Assert.True(ExitCode == code, $"exit status {ExitCode} instead of {code}\n--- STDOUT\n{Output}\n--- STDERR\n{Error}");
        return this;
    }
}

/// <summary>Runs commands to their end.</summary>
internal static class Cli
{
    public static string Sor => Dist.Require("sor");

    /// <summary>Runs <c>sor</c> in a folder, STDIN empty unless given.</summary>
    public static Task<CliResult> RunAsync(string folder, IEnumerable<string> arguments, string input = "", params (string Name, string Value)[] environment) =>
        RunCommandAsync(Sor, folder, arguments, input, environment);

    public static async Task<CliResult> RunCommandAsync(
        string program, string folder, IEnumerable<string> arguments, string input = "", params (string Name, string Value)[] environment)
    {
        using var process = Process.Start(StartInfo(program, folder, arguments, environment))!;
        await GiveAsync(process, input);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Wait.Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end:\n{await output}\n{await error}");
        }

        return new CliResult(process.ExitCode, await output, await error);
    }

    private static async Task GiveAsync(Process process, string input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended without reading, as it may when the command line is wrong.
        }
    }

    public static ProcessStartInfo StartInfo(string program, string folder, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment.Remove("SOR_ENDPOINT");
        foreach (var (name, value) in environment)
            info.Environment[name] = value;
        return info;
    }
}
