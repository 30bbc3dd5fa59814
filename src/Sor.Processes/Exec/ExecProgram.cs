using System.Buffers;
using Sor.Configuration;
using Sor.IO;
using Sor.Native;
using Sor.Protocol;

namespace Sor.Processes;

/// <summary>
/// An executable as a middleware, or as a handler: <c>PATH PHASE</c>, payload on STDIN, new payload on STDOUT, STDERR is log; context and notes
/// on descriptors of their own. Status 0 is a payload, 80 a reply, everything else a failure (<c>spec/exec.md</c>).
/// </summary>
public sealed class ExecProgram : IPhaseProgram, IPreparable
{
    internal const int ContextDescriptor = 3;
    internal const int NotesDescriptor = 4;

    /// <summary>Status of a short circuit. Not 1, 2, 3, 126, 127: shells, curl and jq use those for errors.</summary>
    private const int ReplyStatus = 80;

    private static readonly Phase[] s_allPhases = [Phase.Before, Phase.After, Phase.Error, Phase.Handle];

    private readonly StageHost _host;
    private readonly StageOptions _options;
    private readonly string _path;
    private readonly LogPipe _stderr;
    private readonly Dictionary<Phase, SpawnTemplate> _templates = [];
    private readonly ArrayBufferWriter<byte> _context = new(1024);
    private readonly Standby? _standby;
    private int _running;
    private bool _isCrowded;

    /// <param name="host">The process around it.</param>
    /// <param name="options">Its position in the pipeline.</param>
    /// <param name="command">Argument vector; the phase is added as the last argument. The first is an absolute path.</param>
    public ExecProgram(StageHost host, StageOptions options, IReadOnlyList<string> command)
    {
        _host = host;
        _options = options;
        _path = command[0];
        _stderr = new LogPipe(host.Loop, host.Log, LogSource.Stderr);
        var environment = host.Environment.With(
            ("SOR_STAGE", options.Name), ("SOR_STAGE_CONFIG", options.ConfigJson), ("SOR_CONTEXT_FD", "3"), ("SOR_NOTES_FD", "4"));
        foreach (var phase in s_allPhases)
        {
            if ((options.Phases & phase) != 0)
                _templates[phase] = new SpawnTemplate(command[0], [.. command, PhaseNames.NameOf(phase)], environment, host.Directory);
        }

        if (options.Standby)
            _standby = new Standby(host, options, new List<Phase>(_templates.Keys), Start);
    }

    public string Name => _options.Name;

    public string Kind => "exec";

    public Phase Phases => _options.Phases;

    public long? StartTicks => null;

    public async ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation)
    {
        if (invocation.CutOffTimestamp <= EventLoop.Now)
            return StageFailures.TimedOut(Name, phase);
        ExecProcess process;
        try
        {
            process = _standby?.Take(phase) ?? Start(phase);
        }
        catch (NativeException exception)
        {
            return StageFailures.CannotStart(Name, phase, $"cannot be started: {exception.Message}{Advice(exception.Number)}");
        }

        _isCrowded = _running++ > 0;
        if (!_isCrowded)
            _stderr.ForgetTail();
        var result = await process.RunAsync(invocation, WriteContext(invocation));
        _running--;
        _stderr.Drain();
        return OutcomeOf(phase, invocation, result);
    }

    public void BeginPrepare() => _standby?.Refill();

    public ValueTask PrepareAsync() => _standby?.SettleAsync() ?? ValueTask.CompletedTask;

    public void Dispose()
    {
        _standby?.Dispose();
        _stderr.Dispose();
        foreach (var template in _templates.Values)
            template.Dispose();
    }

    private ExecProcess Start(Phase phase) => new(_host.Loop, _templates[phase], _stderr.WriteEnd, _options.OutputLimitBytes);

    private ReadOnlyMemory<byte> WriteContext(in Invocation invocation)
    {
        var context = invocation.Context;
        _context.ResetWrittenCount();
        long? remaining = context.DeadlineUnixMs is { } deadline ? deadline - DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() : null;
        ContextWriter.WriteComplete(_context, context, Name, _options.Context, _host.Function, invocation.Payload.ContentType, remaining);
        _context.Write("\n"u8);

        // What does not go into its pipe at once must stay as it is while others are given theirs.
        var kept = context.Buffers.Rent(_context.WrittenCount);
        _context.WrittenSpan.CopyTo(kept);
        return kept.AsMemory(0, _context.WrittenCount);
    }

    private Outcome OutcomeOf(Phase phase, Invocation invocation, in ExecResult result)
    {
        if (result.TimedOut)
            return StageFailures.TimedOut(Name, phase);
        if (result.OutputTooLarge)
            return StageFailures.OutputTooLarge(Name, phase, _options.OutputLimitBytes);
        if (result.NotesTooLarge)
            return StageFailures.Failed(Name, phase, $"wrote more than {InvocationNotes.MaxStageBytes} bytes of notes");
        var isReply = result.Status is { Signal: 0, Code: ReplyStatus };
        string? contentType = null;
        byte[]? error = null;
        var problem = result.Notes.IsEmpty ? null : TakeNotes(result.Notes.Span, invocation.Context, ref contentType, out error);
        if (!result.Status.Succeeded && !isReply)
        {
            var what = StageFailures.WithLastLine(result.Status.ToString(), LastLine());
            return Explain(result.Status.Signal == 0 ? StageFailures.Refused(Name, phase, what) : StageFailures.Failed(Name, phase, what), error);
        }

        if (problem is not null)
            return StageFailures.Failed(Name, phase, $"is refused: {problem}");
        contentType ??= StageAnswers.DefaultContentType(phase, isReply, invocation);
        var payload = new Payload(WithoutLineFeed(result.Output, contentType), contentType);
        if (payload.Bytes.IsEmpty && (isReply || !invocation.Payload.Bytes.IsEmpty))
            return StageFailures.Failed(Name, phase, StageFailures.WithLastLine($"{result.Status} but wrote nothing to STDOUT", LastLine()));
        return isReply ? Outcome.Reply(payload) : Outcome.Of(payload);
    }

    /// <summary>The last words of the process; none where others have run since it began, as they may be theirs.</summary>
    private string LastLine() => _isCrowded ? "" : _stderr.LastLine();

    private string? TakeNotes(ReadOnlySpan<byte> lines, InvocationContext context, ref string? contentType, out byte[]? error)
    {
        var notes = context.Notes.For(Name);
        string? problem = null;
        foreach (var range in lines.Split((byte)'\n'))
        {
            var line = lines[range].Trim(" \t\r"u8);
            if (!line.IsEmpty)
                problem ??= NotesReader.Take(line, notes, ref contentType);
        }

        // It explains this very end, not that of a later phase.
        (error, notes.Error) = (notes.Error, null);
        return problem;
    }

    /// <summary>A program that fails may have noted why: type, message, whether to try again.</summary>
    private static Outcome Explain(Outcome failed, byte[]? error) =>
        error is not null && FailureJson.Read(error, failed.Failure!) is { } explained ? Outcome.Of(explained) : failed;

    /// <summary>Text tools end their last line; JSON does not care, other formats may.</summary>
    private static ReadOnlyMemory<byte> WithoutLineFeed(ReadOnlyMemory<byte> output, string contentType) =>
        output.Span.EndsWith("\n"u8) && ContentTypes.IsJson(contentType) ? output[..^1] : output;

    private string Advice(int error) => error switch
    {
        ErrorNumber.NoEntry => $" (is {_path} deployed, and does its #! line name a program that exists here?)",
        ErrorNumber.NotPermitted => $" (make it executable: chmod +x {_options.Use})",
        ErrorNumber.NoExecFormat => " (a script needs a first line such as #!/bin/sh)",
        _ => "",
    };
}
