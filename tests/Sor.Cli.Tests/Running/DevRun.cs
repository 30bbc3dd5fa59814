using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Sor.TestSupport;

namespace Sor.Cli.Tests;

/// <summary>A running <c>sor dev</c>, the native one, with STDIN at its end.</summary>
internal sealed partial class DevRun : IAsyncDisposable
{
    private const int Interrupt = 2;

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<string> _endpoint = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DevRun(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Take(e.Data);
        process.ErrorDataReceived += (_, e) => Take(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
    }

    public string Endpoint { get; private set; } = "";

    public HttpClient Client { get; } = new() { Timeout = Wait.Limit };

    /// <summary>Everything that was printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public int Pid => _process.Id;

    /// <summary>Starts it and waits for the first address that it prints.</summary>
    public static async Task<DevRun> StartAsync(string folder, params IEnumerable<string> arguments)
    {
        var run = new DevRun(Process.Start(Cli.StartInfo(Cli.Sor, folder, ["dev", .. arguments]))!);
        _ = run._process.WaitForExitAsync().ContinueWith(
            _ => run._endpoint.TrySetException(new InvalidOperationException($"sor dev has ended:\n{run.Output}")), TaskScheduler.Default);
        run.Endpoint = await Wait.ForAsync(run._endpoint.Task, "the address of sor dev", () => run.Output);
        return run;
    }

    public async Task<string> GetAsync(string target = "/") => await Client.GetStringAsync(new Uri(Endpoint + target));

    /// <summary>Waits until a text has been printed.</summary>
    public Task WaitForAsync(string text) => Wait.UntilAsync(() => Output.Contains(text, StringComparison.Ordinal), () => $"\"{text}\" was not printed:\n{Output}");

    /// <summary>Ctrl-C.</summary>
    public async Task<int> InterruptAsync()
    {
        _ = ProcessTable.Signal(Pid, Interrupt);
        await Wait.ForAsync(ExitAsync(), "the end of sor dev", () => Output);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _ = await InterruptAsync();
        _process.Dispose();
        Client.Dispose();
    }

    private async Task<bool> ExitAsync()
    {
        await _process.WaitForExitAsync();
        return true;
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.Append(line).Append('\n');
        if (Address().Match(line) is { Success: true } match)
            _ = _endpoint.TrySetResult(match.Value.TrimEnd('/'));
    }

    [GeneratedRegex("http://[^ ]*")]
    private static partial Regex Address();
}
