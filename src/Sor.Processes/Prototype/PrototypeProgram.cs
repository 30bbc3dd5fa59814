using Sor.Configuration;
using Sor.IO;
using Sor.Native;

namespace Sor.Processes;

/// <summary>
/// The language runtime of the 2018 prototype as the handler: a program started with the handler's name that reads one JSON document per line from
/// <c>/tmp/runtime-input</c> and writes one per line to <c>/tmp/runtime-output</c>, both named pipes: one event at a time. Its STDOUT and STDERR are log.
/// </summary>
public sealed class PrototypeProgram : IPhaseProgram, IPreparable
{
    /// <summary>Where the prototype's images and layers have it.</summary>
    public const string RuntimePath = "/opt/language-runtime";

    private static readonly ReadOnlyMemory<byte> s_emptyEvent = "{}\n"u8.ToArray();

    private readonly StageHost _host;
    private readonly StageOptions _options;
    private readonly SpawnTemplate _template;
    private readonly LogPipe _stdout;
    private readonly LogPipe _stderr;
    private PrototypeProcess? _process;
    private Turn? _nextTurn;
    private Turn? _lastTurn;
    private bool _isBusy;

    /// <param name="host">The process around it.</param>
    /// <param name="options">The handler's position in the pipeline.</param>
    /// <param name="handler">Only argument of the program.</param>
    public PrototypeProgram(StageHost host, StageOptions options, string handler)
    {
        _host = host;
        _options = options;
        _template = new SpawnTemplate(RuntimePath, [RuntimePath, handler], host.Environment.With(("SOR_STAGE", options.Name)), host.Directory);
        _stdout = new LogPipe(host.Loop, host.Log, LogSource.Stdout);
        _stderr = new LogPipe(host.Loop, host.Log, LogSource.Stderr);
    }

    public string Name => _options.Name;

    public string Kind => "prototype";

    public Phase Phases => Phase.Handle;

    public long? StartTicks => null;

    /// <summary>Why the program could not be started at init; null otherwise.</summary>
    public Failure? StartFailure { get; private set; }

    public async ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation)
    {
        var line = invocation.Payload.Bytes.IsEmpty ? s_emptyEvent : JsonLine.From(invocation.Payload.Bytes, invocation.Context.Buffers);
        if (line is null)
        {
            return StageFailures.Make(Name, phase, "Runtime.UnmarshalError", FailureClass.Input,
                "of the prototype takes one JSON document per line, and this event is not JSON");
        }

        if (_isBusy)
        {
            // Nobody waits for longer than whoever is before it, and all records of a batch have the same cut-off.
            var turn = new Turn();
            if (_nextTurn is null)
                _nextTurn = turn;
            else
                _lastTurn!.Behind = turn;
            _lastTurn = turn;
            _ = await turn.Come.Begin();
        }

        _isBusy = true;
        var outcome = Refusal(phase, invocation) is { } refusal ? Outcome.Of(refusal) : OutcomeOf(phase, await _process!.AskAsync(line.Value, invocation));
        _isBusy = false;
        if (_nextTurn is { } next)
        {
            _nextTurn = next.Behind;
            next.Come.Set(true);
        }

        return outcome;
    }

    public void BeginPrepare()
    {
        if (_process is { IsDead: false })
            return;
        _process = null;
        StartFailure = null;
        try
        {
            _process = new PrototypeProcess(_host.Loop, _template, _stdout.WriteEnd, _stderr.WriteEnd, _options.OutputLimitBytes);
        }
        catch (NativeException exception)
        {
            StartFailure = StageFailures.CannotStart(Name, Phase.Handle, $"cannot be started: {exception.Message}").Failure;
        }
    }

    /// <summary>Makes it ready for an event. Why it is not; null: it is.</summary>
    private Failure? Refusal(Phase phase, in Invocation invocation)
    {
        if (invocation.CutOffTimestamp <= EventLoop.Now)
            return StageFailures.TimedOut(Name, phase).Failure;
        BeginPrepare();
        if (_process is null)
            return StartFailure;
        _stderr.ForgetTail();
        return null;
    }

    private Outcome OutcomeOf(Phase phase, in PrototypeAnswer result)
    {
        _stdout.Drain();
        _stderr.Drain();
        return result.Problem is { } problem
            ? result.TimedOut ? StageFailures.TimedOut(Name, phase) : StageFailures.Failed(Name, phase, StageFailures.WithLastLine(problem, _stderr.LastLine()))
            : Outcome.Of(new Payload(result.Answer, ContentTypes.Json));
    }

    public ValueTask PrepareAsync() => ValueTask.CompletedTask;

    public void Dispose()
    {
        _process?.Dispose();
        _stdout.Dispose();
        _stderr.Dispose();
        _template.Dispose();
    }

    /// <summary>An event that waits until it can be given.</summary>
    private sealed class Turn
    {
        internal Completion<bool> Come { get; } = new();

        internal Turn? Behind { get; set; }
    }
}
