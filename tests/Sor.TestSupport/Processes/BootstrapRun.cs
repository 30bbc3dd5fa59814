using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Sor.TestSupport;

/// <summary>
/// The native bootstrap, running a function against a <see cref="FakeRuntimeApi"/> of its own: started as Lambda starts it, in a session
/// of its own, and killed with everything that came of it at the end.
/// </summary>
public sealed class BootstrapRun : IAsyncDisposable
{
    private const string Start = """exec /usr/bin/setsid /bin/sh -c 'exec "$0" 7>>"$1"' "$0" "$1" """;
    private const string StartWithOpt = """mount --bind "$2" /opt && """ + Start;

    private readonly string _executable = Dist.Bootstrap;
    private readonly FunctionFolder _function;
    private readonly BootstrapOptions _options;
    private readonly TemporaryFolder _records = new();
    private readonly string _mark = $"SOR_TEST_RUN={Guid.NewGuid():N}";

    // One for each life of the bootstrap: setsid makes its process the session's leader.
    private readonly List<int> _sessions = [];
    private Process? _process;
    private TaskCompletionSource<int> _exited = new();
    private Task _logs = Task.CompletedTask;

    private BootstrapRun(FunctionFolder function, BootstrapOptions options)
    {
        _function = function;
        _options = options;
        Api.InitErrorAnswering = options.InitErrorAnswering;
    }

    public FakeRuntimeApi Api { get; } = FakeRuntimeApi.Start();

    public LogCapture Stdout { get; } = new();

    public LogCapture Stderr { get; } = new();

    public int Pid => _process!.Id;

    /// <summary>Completes with the exit status of the present process (128 + number after a signal).</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>Records of the engine (<c>SOR_EVENTS_FD</c>) so far, of all processes of this run.</summary>
    public IReadOnlyList<JsonElement> Records =>
        File.Exists(RecordsFile) ? [.. File.ReadLines(RecordsFile).Select(line => JsonDocument.Parse(line).RootElement)] : [];

    private string RecordsFile => _records["events"];

    /// <summary>Starts a function; returns at once.</summary>
    public static BootstrapRun Begin(FunctionFolder function, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        function.WriteConfiguration();
        var run = new BootstrapRun(function, options ?? new BootstrapOptions());
        run.StartProcess();
        return run;
    }

    /// <summary>Starts a function and waits until it asks for its first event.</summary>
    public static async Task<BootstrapRun> StartAsync(FunctionFolder function, BootstrapOptions? options = null)
    {
        var run = Begin(function, options);
        try
        {
            await run.WaitForPollAsync();
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the bootstrap anew after it has ended, as the platform does.</summary>
    public Task StartAgainAsync()
    {
        if (!Exited.IsCompleted)
            throw new InvalidOperationException("the bootstrap is still running");
        _process!.Dispose();
        StartProcess();
        return WaitForPollAsync();
    }

    /// <summary>Delivers an event and waits for the outcome.</summary>
    public Task<Answer> InvokeAsync(string text) => InvokeAsync(new FakeEvent { Text = text });

    /// <inheritdoc cref="InvokeAsync(string)"/>
    public Task<Answer> InvokeAsync(byte[] body) => InvokeAsync(new FakeEvent { Body = body });

    /// <inheritdoc cref="InvokeAsync(string)"/>
    public async Task<Answer> InvokeAsync(FakeEvent @event)
    {
        var answer = await OrExitAsync(Api.Deliver(@event).Answered, $"the outcome of {@event.RequestId}");
        return Api.Violations.Count == 0 ? answer : throw new InvalidOperationException(Describe());
    }

    /// <summary>Waits until an event is asked for.</summary>
    public Task WaitForPollAsync() => OrExitAsync(Api.WaitForPollAsync().ContinueWith(_ => true, TaskScheduler.Default), "the call of next");

    /// <summary>Waits until the process has ended, and returns its status.</summary>
    public Task<int> WaitForExitAsync() => Wait.ForAsync(Exited, "the bootstrap's end", Describe);

    /// <summary>Asks it to end as soon as it listens for that, which it does only after it has asked for its first event; waits for its end.</summary>
    public async Task<int> TerminateAsync()
    {
        await Wait.UntilAsync(() => ProcessTable.Catches(Pid, ProcessTable.Terminate), () => $"the bootstrap does not listen for SIGTERM{Describe()}");
        _ = ProcessTable.Signal(Pid, ProcessTable.Terminate);
        return await WaitForExitAsync();
    }

    /// <summary>Living processes that came of it, without itself.</summary>
    public IReadOnlyList<int> Processes() => [.. ProcessTable.Marked(_mark, _sessions).Where(pid => pid != Pid)];

    /// <summary>What it holds, as soon as it waits for an event and nothing is on its way out any more.</summary>
    public async Task<ResourceLevel> LevelAsync()
    {
        await WaitForPollAsync();
        return Level();
    }

    /// <summary>Waits until nothing is held that was not held before.</summary>
    public async Task ReturnsToAsync(ResourceLevel level)
    {
        await WaitForPollAsync();
        await Wait.UntilAsync(() => Level().IsWithin(level), () =>
            $"{Level()} has not come down to {level}; processes:\n{string.Join('\n', Processes().Select(pid => $"  {pid} {ProcessTable.CommandLine(pid)}"))}{Describe()}");
    }

    /// <summary>Waits until no process is left of it.</summary>
    public Task LeavesNothingAsync() => Wait.UntilAsync(
        () => ProcessTable.Marked(_mark, _sessions).Count == 0,
        () => $"processes are left:\n{string.Join('\n', Processes().Select(pid => $"  {pid} {ProcessTable.CommandLine(pid)}"))}");

    public async ValueTask DisposeAsync()
    {
        await KillAllAsync();
        _ = await WaitForExitAsync();
        await _logs;
        await Api.DisposeAsync();
        _process!.Dispose();
        _records.Dispose();
        if (Api.Violations.Count > 0)
            throw new InvalidOperationException(Describe());
    }

    private ResourceLevel Level()
    {
        // What a living child starts for itself comes and goes (a shell's filters); what has lost its parent is left over.
        var all = Processes();
        return new ResourceLevel(ProcessTable.Descriptors(Pid), all.Count(pid => !all.Contains(ProcessTable.ParentOf(pid))));
    }

    private void StartProcess()
    {
        Api.BeginLife();
        _exited = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var exited = _exited;
        var start = new ProcessStartInfo
        {
            FileName = _options.Opt is null ? "/bin/sh" : "/usr/bin/unshare",
            WorkingDirectory = _function.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in Arguments())
            start.ArgumentList.Add(argument);
        start.Environment.Clear();
        foreach (var (name, value) in LambdaEnvironment().Concat(_options.Environment))
            start.Environment[name] = value;
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.Exited += (_, _) => exited.TrySetResult(process.ExitCode);
        _ = process.Start();
        process.StandardInput.Close();
        _sessions.Add(process.Id);
        _process = process;
        _logs = Task.WhenAll(_logs, Stdout.ReadAllAsync(process.StandardOutput), Stderr.ReadAllAsync(process.StandardError));
    }

    private string[] Arguments() => _options.Opt is { } opt
        ? ["-m", "/bin/sh", "-c", StartWithOpt, _executable, RecordsFile, opt]
        : ["-c", Start, _executable, RecordsFile];

    private Dictionary<string, string?> LambdaEnvironment() => new()
    {
        ["AWS_LAMBDA_RUNTIME_API"] = $"{_options.ApiHost}:{Api.Port}",
        ["AWS_LAMBDA_FUNCTION_NAME"] = "under-test",
        ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
        ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "512",
        ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
        ["AWS_LAMBDA_LOG_GROUP_NAME"] = "/aws/lambda/under-test",
        ["AWS_LAMBDA_LOG_STREAM_NAME"] = "2026/01/01/[$LATEST]0123456789abcdef",
        ["AWS_REGION"] = "eu-central-1",
        ["LAMBDA_TASK_ROOT"] = _function.Path,
        ["LAMBDA_RUNTIME_DIR"] = "/var/runtime",
        ["LANG"] = "C.UTF-8",
        ["PATH"] = "/usr/bin:/bin",
        ["TZ"] = ":UTC",
        ["SOR_EVENTS_FD"] = "7",
        [_mark[.._mark.IndexOf('=', StringComparison.Ordinal)]] = _mark[(_mark.IndexOf('=', StringComparison.Ordinal) + 1)..],
    };

    /// <summary>Waits for something that a bootstrap that has ended can no longer bring.</summary>
    private async Task<T> OrExitAsync<T>(Task<T> task, string what)
    {
        var first = Wait.ForAsync(Task.WhenAny(task, Exited), what, Describe);
        return await first == task
            ? await task
            : throw new InvalidOperationException($"the bootstrap ended with status {await Exited} instead of bringing {what}{Describe()}");
    }

    private async Task KillAllAsync()
    {
        // What is being started while others are killed is seen in the next round.
        await Wait.UntilAsync(
            () =>
            {
                var pids = ProcessTable.Marked(_mark, _sessions);
                foreach (var pid in pids)
                    _ = ProcessTable.Signal(pid, ProcessTable.Kill);
                return pids.Count == 0;
            },
            () => "processes of the test cannot be killed");
    }

    private string Describe() => string.Create(CultureInfo.InvariantCulture, $"""


        violations: {string.Join("; ", Api.Violations)}
        requests: {Api.Requests.Count}, the last: {string.Join(" | ", Api.Requests.TakeLast(5))}
        STDOUT: {Tail(Stdout.Text)}
        STDERR: {Tail(Stderr.Text)}
        """);

    private static string Tail(string text) => text.Length <= 3000 ? text : "…" + text[^3000..];
}
