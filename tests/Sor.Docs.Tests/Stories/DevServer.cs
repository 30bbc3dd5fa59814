using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Sor.Docs.Tests;

/// <summary>A <c>sor dev</c> that a page starts, on a free port.</summary>
internal sealed partial class DevServer : IAsyncDisposable
{
    /// <summary>Where pages say that it listens.</summary>
    public const string UsualAddress = "127.0.0.1:3000";

    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly StringBuilder _output = new();

    private DevServer(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
    }

    /// <summary>Where it listens in truth.</summary>
    public string Address { get; private set; } = UsualAddress;

    /// <summary>What it has printed, as if it were at the usual address.</summary>
    private string Output
    {
        get
        {
            lock (_lock)
                return _output.ToString().Replace(Address, UsualAddress, StringComparison.Ordinal);
        }
    }

    /// <summary>Starts it and waits until it has printed what the page says.</summary>
    /// <param name="folder">Where the command is typed.</param>
    /// <param name="arguments">Behind <c>sor</c>.</param>
    /// <param name="expected">What it prints first.</param>
    public static async Task<DevServer> StartAsync(string folder, string[] arguments, string expected)
    {
        var server = new DevServer(Shell.StartInfo(Dist.Require("sor"), folder, [.. arguments, "--port", "0"]));
        _ = server._process.Start();
        server._process.StandardInput.Close();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        try
        {
            await Wait.UntilAsync(() => server.HasPrinted(expected), () => $"sor {string.Join(' ', arguments)} has not printed\n{expected}\nbut\n{server.Output}");
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _ = ProcessTable.Signal(_process.Id, ProcessTable.Terminate);
        try
        {
            await _process.WaitForExitAsync().WaitAsync(Wait.Limit);
        }
        finally
        {
            _process.Kill(entireProcessTree: true);
            _process.Dispose();
        }
    }

    private bool HasPrinted(string expected)
    {
        if (Listening().Match(Output) is { Success: true } found)
            Address = found.Groups[1].Value;
        return Address != UsualAddress && Pattern.MatchesBeginning(expected, Output);
    }

    private void Add(string? line)
    {
        if (line is null)
            return;
        lock (_lock)
            _ = _output.Append(line).Append('\n');
    }

    [GeneratedRegex("is served at http://([0-9.:]+)/\n")]
    private static partial Regex Listening();
}
