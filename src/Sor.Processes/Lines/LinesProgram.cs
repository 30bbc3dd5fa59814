using System.Text.Unicode;
using Sor.Configuration;
using Sor.IO;
using Sor.Native;

namespace Sor.Processes;

/// <summary>
/// A filter that stays alive, as a middleware or as a handler: one JSON document per line in, one per line out (<c>spec/lines.md</c>). Each phase
/// has processes of its own; with envelopes one process serves all phases.
/// </summary>
public sealed class LinesProgram : IPhaseProgram, IPreparable
{
    /// <summary>Phases of a filter that names none: it cannot tell one phase from the other.</summary>
    public const Phase DefaultPhases = Phase.Before;

    private static readonly Phase[] s_allPhases = [Phase.Before, Phase.After, Phase.Error, Phase.Handle];

    private readonly StageOptions _options;
    private readonly StageHost _host;
    private readonly SpawnTemplate _template;
    private readonly LogPipe _stderr;
    private readonly LineEnvelope? _envelope;
    private readonly LinePool[] _pools;

    /// <param name="host">The process around it.</param>
    /// <param name="options">Its position in the pipeline; without phases: <see cref="DefaultPhases"/>.</param>
    /// <param name="command">Argument vector, passed on as it is; the first is an absolute path.</param>
    public LinesProgram(StageHost host, StageOptions options, IReadOnlyList<string> command)
    {
        _host = host;
        _options = options;
        Phases = options.Phases == Phase.None ? DefaultPhases : options.Phases;
        _template = new SpawnTemplate(
            command[0], command, host.Environment.With(("SOR_STAGE", options.Name), ("SOR_STAGE_CONFIG", options.ConfigJson)), host.Directory);
        _stderr = new LogPipe(host.Loop, host.Log, LogSource.Stderr);
        _envelope = options.Envelope == true ? new LineEnvelope(options.Name, options.Context, host.Function) : null;
        _pools = new LinePool[s_allPhases.Length];
        LinePool? shared = null;
        for (var i = 0; i < s_allPhases.Length; i++)
        {
            if ((Phases & s_allPhases[i]) != 0)
                _pools[i] = _envelope is null ? MakePool(s_allPhases[i]) : shared ??= MakePool(s_allPhases[i]);
        }
    }

    public string Name => _options.Name;

    public string Kind => "lines";

    public Phase Phases { get; }

    public long? StartTicks => null;

    /// <summary>Why no process could be started; null when one is alive or none was needed.</summary>
    public Failure? StartFailure => Array.Find(_pools, static pool => pool?.StartFailure is not null)?.StartFailure;

    public async ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation)
    {
        if (invocation.CutOffTimestamp <= EventLoop.Now)
            return StageFailures.TimedOut(Name, phase);
        if (MakeLine(phase, invocation, out var id) is not { } line)
        {
            return StageFailures.Make(Name, phase, FailureTypes.StageFailed, FailureClass.Stage,
                "takes one JSON document per line, and this payload is not JSON", isBreakdown: false);
        }

        var pool = _pools[Array.IndexOf(s_allPhases, phase)];
        if (pool.TakeStray() is { } stray)
            return StageFailures.Failed(Name, phase, stray);

        // Each process may turn out to have ended while nothing happened, and one more as soon as it was started.
        for (var attempt = 0; attempt <= WorkerPool<LineProcess>.MaxProcesses; attempt++)
        {
            var process = pool.Find();
            if (process is null)
            {
                var waited = await pool.FindAsync(invocation.CutOffTimestamp);
                if (waited.Worker is null)
                    return StageFailures.NoProcess(Name, phase, waited.End, pool.StartFailure);
                process = waited.Worker;
            }

            var answer = await process.AskAsync(line, invocation, patiently: !invocation.Context.IsConcurrent && !pool.IsCrowded);
            if (answer.End != LineEnd.NotGiven)
                return OutcomeOf(phase, invocation, process, answer, id);
        }

        return StageFailures.Failed(Name, phase, "ends before it can be given an event");
    }

    public void BeginPrepare()
    {
        foreach (var pool in _pools)
            pool?.Begin();
    }

    public ValueTask PrepareAsync() => ValueTask.CompletedTask;

    public void Dispose()
    {
        foreach (var pool in _pools)
            pool?.Dispose();
        _stderr.Dispose();
        _template.Dispose();
    }

    private LinePool MakePool(Phase phase) => new(_host, _options, phase, _template, _stderr);

    private ReadOnlyMemory<byte>? MakeLine(Phase phase, in Invocation invocation, out long id)
    {
        id = 0;
        var payload = invocation.Payload.Bytes;
        if (!Utf8.IsValid(payload.Span))
            return null;
        return _envelope is null ? JsonLine.From(payload, invocation.Context.Buffers) : _envelope.Wrap(phase, invocation, out id);
    }

    private Outcome OutcomeOf(Phase phase, in Invocation invocation, LineProcess process, in LineAnswer answer, long id)
    {
        switch (answer.End)
        {
            case LineEnd.TimedOut:
                return StageFailures.TimedOut(Name, phase);
            case LineEnd.TooLarge:
                return StageFailures.OutputTooLarge(Name, phase, _options.OutputLimitBytes);
            case LineEnd.Broken:
                return StageFailures.Failed(Name, phase, answer.Problem);
            default:
                break;
        }

        string? problem = null;
        if (!Utf8.IsValid(answer.Line.Span) || !JsonLine.IsJson(answer.Line.Span))
            problem = "wrote a line that is not one JSON document";
        else if (_envelope is null)
            return Outcome.Of(new Payload(answer.Line, StageAnswers.DefaultContentType(phase, isReply: false, invocation)));
        else if (LineEnvelopeReader.Read(answer.Line, Name, phase, invocation, id, out problem) is { } outcome)
            return outcome;
        process.Refuse(problem!);
        return StageFailures.Failed(Name, phase, problem!);
    }
}
