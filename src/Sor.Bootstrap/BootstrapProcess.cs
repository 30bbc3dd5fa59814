using System.Buffers;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Sor.Core;
using Sor.IO;
using Sor.Native;
using Sor.Processes;
using Sor.RuntimeApi;
using Sor.Triggers.Lambda;

namespace Sor.Bootstrap;

/// <summary>
/// The life of the process: read what the function is, start its children, connect, wait until the handler is ready, then serve events until
/// told to stop. Exit status 0: stopped; 1: reported as an init error, or the platform is gone.
/// </summary>
/// <param name="environment">The process's own.</param>
internal sealed class BootstrapProcess(ProcessEnvironment environment) : IDisposable
{
    private static readonly TimeSpan s_reapLimit = TimeSpan.FromMilliseconds(200);

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly LogSink _log = new(new Descriptor(1), new Descriptor(2));
    private readonly EventLoop _loop = new();
    private readonly List<IPreparable> _preparables = [];
    private PosixSignalRegistration? _terminate;
    private LambdaTrigger? _trigger;

    internal int Run()
    {
        if (RuntimeApiEndpoint.Parse(environment["AWS_LAMBDA_RUNTIME_API"]) is not { } endpoint)
        {
            _log.Say("AWS_LAMBDA_RUNTIME_API must name the Lambda Runtime API as host:port; this program is the runtime of a function and is started by its platform (to try a function here, use `sor dev`)");
            return 1;
        }

        using var client = new RuntimeApiClient(_loop, endpoint);
        try
        {
            return _loop.Run(ServeAsync(client));
        }
        catch (RuntimeApiException exception)
        {
            _log.Say(exception.Message);
            return 1;
        }
    }

    public void Dispose()
    {
        foreach (var preparable in _preparables)
            preparable.Dispose();
        ChildProcess.ReapAll(s_reapLimit);
        _terminate?.Dispose();
        _loop.Dispose();
    }

    private async Task<int> ServeAsync(RuntimeApiClient client)
    {
        var events = EventsWriter.Open(environment["SOR_EVENTS_FD"]);
        var assembly = new FunctionAssembly(environment, _loop, _log, events);
        var function = assembly.Build(out var refusal);
        if (function is null)
            return await ReportInitErrorAsync(client, refusal!);
        _preparables.AddRange(function.Preparables);

        // Children start while the connection is made.
        foreach (var preparable in _preparables)
            preparable.BeginPrepare();
        client.Connect();
        await SettleAsync();
        if (function.HandlerStartFailure() is { } failure)
            return await ReportInitErrorAsync(client, failure);

        events?.WriteInit(Stopwatch.GetTimestamp() - _start, _preparables);
        _trigger = new LambdaTrigger(client, new LambdaTriggerOptions
        {
            Pipeline = new ReplyEncoding(new Pipeline(function.Stages)).InvokeAsync,
            AfterAnswer = static context => Observers.RunAsync(context, Stopwatch.GetTimestamp, Stopwatch.Frequency),
            PrepareNext = PrepareNextAsync,
            OnWaiting = ListenForTermination,
            OnCompleted = completed => events?.WriteInvocation(completed),
            Say = _log.Say,
            FunctionName = environment["AWS_LAMBDA_FUNCTION_NAME"] ?? function.Options.Name,
            Timeout = function.Options.Timeout,
        });
        return await _trigger.RunAsync();
    }

    private async ValueTask PrepareNextAsync()
    {
        // Log lines of the invocation, ended children and signals, before the environment may be frozen.
        _ = await _loop.TurnAsync();
        foreach (var preparable in _preparables)
            preparable.BeginPrepare();
        await SettleAsync();
    }

    private async ValueTask SettleAsync()
    {
        foreach (var preparable in _preparables)
            await preparable.PrepareAsync();
    }

    private async Task<int> ReportInitErrorAsync(RuntimeApiClient client, Failure failure)
    {
        _log.Say($"init failed: {failure.ErrorType}: {failure.ErrorMessage}");
        var body = new ArrayBufferWriter<byte>(512);
        FailureJson.Write(body, failure, complete: false);
        var answer = await client.PostInitErrorAsync(ErrorCategory.Of(failure), body.WrittenMemory);
        if (answer.Refusal is { } text)
            _log.Say($"the platform refused the init error with {answer.Status}: {text}");
        return 1;
    }

    /// <summary>Only once an event is waited for: setting it up takes a thread, and no signal can matter before.</summary>
    private void ListenForTermination()
    {
        if (_terminate is not null)
            return;
        _loop.AcceptWakeUps();
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            _loop.Wake(OnTerminate);
        });
    }

    /// <summary>An invocation under way is finished first.</summary>
    private void OnTerminate()
    {
        if (_trigger is { IsIdle: false } busy)
            busy.IsStopping = true;
        else
            _loop.Stop(0);
    }
}
