using System.Text;
using Sor.IO;
using Sor.Native;
using Sor.Protocol;

namespace Sor.Processes;

/// <summary>
/// One persistent process that speaks frames version 1 (<c>spec/frames.md</c>): as many events at a time as it said that it takes. It lives until it
/// ends, breaks the protocol, or leaves events unanswered; its <see cref="FrameWorkerGroup"/> then starts another.
/// </summary>
internal sealed class FrameWorker : IWorker, IFrameSink
{
    /// <summary>More than any program takes at once; whoever announces more is given so many.</summary>
    internal const int MaxConcurrency = 1000;

    // Lambda gives an on-demand init 10 s and then runs it again within the function's timeout; anything longer is stuck.
    private static readonly TimeSpan s_initLimit = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan s_exitGrace = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_stopGrace = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan s_terminateGrace = TimeSpan.FromMilliseconds(50);

    private readonly EventLoop _loop;
    private readonly FrameWorkerOptions _options;
    private readonly ChildProcess _process;
    private readonly FrameChannel _channel;
    private readonly FrameWriter _writer = new();
    private readonly FrameCalls _calls;
    private readonly PingWatch _ping;
    private readonly ExitWatch _exit;
    private readonly LoopTimer _initLimit;
    private readonly LoopTimer _exitGrace;
    private int _concurrency = 1;
    private bool _isReady;
    private bool _askedToEnd;

    /// <summary>Starts the process and says hello. Throws <see cref="NativeException"/>.</summary>
    internal FrameWorker(EventLoop loop, SpawnTemplate template, int maxBodyBytes, FrameWorkerOptions options)
    {
        _loop = loop;
        _options = options;
        var (ours, theirs) = Sockets.Pair();
        using var nothing = Descriptors.TryOpen("/dev/null", OpenMode.Read, out _)!;
        try
        {
            _process = template.Start([(nothing, 0), (options.Stdout.WriteEnd, 1), (options.Stderr.WriteEnd, 2), (theirs, FrameWorkerGroup.ChannelDescriptor)]);
        }
        catch
        {
            ours.Dispose();
            throw;
        }
        finally
        {
            theirs.Dispose();
        }

        StartTimestamp = EventLoop.Now;
        _calls = new FrameCalls(loop, OnCutOff);
        _channel = new FrameChannel(loop, ours, maxBodyBytes, this);
        _ping = new PingWatch(loop, _channel, _writer, () => Drain("does not answer a ping"));
        _exitGrace = new LoopTimer(loop, () => End("closed its channel"));
        _initLimit = new LoopTimer(loop, () => End("did not become ready in time"));
        _initLimit.ArmAfter(s_initLimit);
        _exit = new ExitWatch(loop, _process, OnExit);
        _ = _channel.TrySend(options.Hello, default);
    }

    internal long StartTimestamp { get; }

    /// <summary>When it said that it was ready; 0 before.</summary>
    internal long ReadyTimestamp { get; private set; }

    public bool IsStarting => !_isReady && !IsDead;

    public bool HasRoom => _isReady && !IsDraining && !_channel.IsSending && _calls.Active + _calls.Abandoned < _concurrency;

    public bool IsIdle => _calls.Active == 0;

    public bool IsDraining { get; private set; }

    public bool IsDead { get; private set; }

    public bool IsExclusive => _concurrency == 1;

    public string? DeathReason { get; private set; }

    /// <summary>
    /// Gives it one event and waits for the one answer; only while it <see cref="HasRoom"/>. False when it turns out to have ended before it was given
    /// anything, as after a freeze, when its end and an event are seen together: the event is as good as new then.
    /// </summary>
    /// <param name="target">Stage and phase.</param>
    /// <param name="invocation">The event.</param>
    /// <param name="patiently">Whether to wait for a moment in the call itself.</param>
    /// <param name="answer">The outcome.</param>
    internal bool TryInvoke(FrameTarget target, in Invocation invocation, bool patiently, out ValueTask<Outcome> answer)
    {
        var context = invocation.Context;
        var header = _writer.Invoke(_calls.NextId(), target.Header, context, target.Context, invocation.Payload, new InvokeTiming(target.Stage, context.DeadlineUnixMs, CancelAt(invocation)));
        if (header.Length > FrameLimits.HeaderBytes)
        {
            answer = new(StageFailures.Refused(target.Stage, target.Phase, ContextSize.Explain(context, target.Stage, target.Context)));
            return true;
        }

        if (!_channel.TrySend(header, invocation.Payload.Bytes))
        {
            End(_process.TryReap() ? _process.Status!.Value.ToString() : "closed its channel");
            answer = default;
            return false;
        }

        answer = _calls.Begin(target, invocation);
        if (patiently && !_channel.IsSending)
            _channel.Read(patiently: true);
        return true;
    }

    /// <summary>When a run has a budget of its own, the worker is told: one that takes many events at a time is not killed for it, and should stop by itself.</summary>
    private static long? CancelAt(in Invocation invocation)
    {
        if (invocation.CutOffTimestamp >= invocation.Context.CutOffTimestamp)
            return null;
        var leftMs = (invocation.CutOffTimestamp - EventLoop.Now) / EventLoop.TicksPerMillisecond;
        return DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() + leftMs;
    }

    public void AskToEnd() => _askedToEnd = _isReady && !IsDead && !_channel.IsSending && _channel.TrySend(_writer.Shutdown(s_stopGrace, "shutdown"), default);

    public void GiveUp() => End(IsDraining ? DeathReason! : "missed its cut-off");

    /// <summary>Waits for a moment until it has finished, if it was asked to; then tells it, then ends it with everything in its group.</summary>
    public void Dispose()
    {
        if (IsDead)
            return;
        if (!_askedToEnd || !Descriptors.WaitReadable(_process.Exit, (int)s_stopGrace.TotalMilliseconds))
        {
            _ = Signals.SendToGroup(_process.Pid, Signals.Terminate);
            _ = Descriptors.WaitReadable(_process.Exit, (int)s_terminateGrace.TotalMilliseconds);
        }

        Release();
    }

    byte[]? IFrameBodies.Rent(FrameHeader header) =>
        header.Type is FrameType.Result or FrameType.Reply && _calls.Find(header.Id) is { } call && header.Length <= call.Target.OutputLimitBytes
            ? call.Invocation.Context.Buffers.Rent(header.Length)
            : null;

    void IFrameSink.OnBroken(string problem) => End($"broke the frame protocol: {problem}");

    /// <summary>The channel has ended. Most often because the process is ending, and its status will say more: wait a moment for it.</summary>
    void IFrameSink.OnEnd() => _exitGrace.ArmAfter(s_exitGrace);

    void IFrameSink.OnSent()
    {
        _ping.OnSent();
        if (HasRoom)
            _options.OnRoom();
    }

    void IFrameSink.Take(FrameHeader header, ReadOnlyMemory<byte> body)
    {
        if (!_isReady)
        {
            TakeBeforeReady(header);
            return;
        }

        switch (header.Type)
        {
            case FrameType.Unknown or FrameType.Ready:
                break;
            case FrameType.Pong:
                _ping.OnPong();
                break;
            case FrameType.Log:
                TakeLog(header);
                break;
            case FrameType.Note when _calls.Find(header.Id) is { } call:
                call.NoteProblem ??= NotesReader.Take(header.Line.Span, call.Invocation.Context.Notes.For(call.Target.Stage), ref call.ContentType);
                break;
            case FrameType.Result or FrameType.Reply or FrameType.Error when _calls.Find(header.Id) is { } call:
                Finish(call, OutcomeOf(call, header, body), header.IsLast);
                break;
            default:
                Drop(header);
                break;
        }
    }

    private static Outcome OutcomeOf(FrameCall call, FrameHeader header, ReadOnlyMemory<byte> body)
    {
        var (stage, phase) = (call.Target.Stage, call.Target.Phase);
        if (header.Type == FrameType.Error)
            return Outcome.Of(WorkerError.Of(header).For(stage, phase));
        if (call.NoteProblem is { } problem)
            return StageFailures.Failed(stage, phase, $"is refused: {problem}");
        if (header.Length > call.Target.OutputLimitBytes)
            return StageFailures.OutputTooLarge(stage, phase, call.Target.OutputLimitBytes);
        var isReply = header.Type == FrameType.Reply;
        var payload = new Payload(body, header.ContentType ?? call.ContentType ?? StageAnswers.DefaultContentType(phase, isReply, call.Invocation));
        return isReply ? Outcome.Reply(payload) : Outcome.Of(payload);
    }

    private void TakeBeforeReady(FrameHeader header)
    {
        if (header.Type == FrameType.Error)
        {
            Lose(null, new FrameStartProblem(WorkerError.Of(header)));
        }
        else if (header.Type == FrameType.Ready && header.Version != 1)
        {
            End($"speaks version {header.Version} of frames, where 1 was asked for");
        }
        else if (header.Type == FrameType.Ready)
        {
            _isReady = true;
            _concurrency = Math.Min(header.Concurrency, MaxConcurrency);
            ReadyTimestamp = EventLoop.Now;
            _initLimit.Disarm();
            _options.OnRoom();
        }
    }

    private void TakeLog(FrameHeader header)
    {
        var fields = header.Fields.IsEmpty ? "" : "\t" + Encoding.UTF8.GetString(header.Fields.Span);
        _options.Log.Write(LogSource.Stdout, Encoding.UTF8.GetBytes($"{header.Level ?? "INFO"}\t{header.Message}{fields}\n"));
    }

    /// <summary>A frame of no event under way. The late answer of an abandoned one shows that the worker has done with it.</summary>
    private void Drop(FrameHeader header)
    {
        _options.OnDropped();
        if (header.Type != FrameType.Note && _calls.TryForget(header.Id) && HasRoom)
            _options.OnRoom();
    }

    private void Finish(FrameCall call, Outcome outcome, bool isLast)
    {
        _calls.Remove(call);

        // What it has not read of its event would be taken for the next frame.
        if (_channel.IsSending && call.Id == _calls.LastId)
            End("answered before it had read its event");
        else if (isLast)
            Drain("said that it ends");
        else
            EndIfDrained();
        call.Set(outcome);
        if (HasRoom)
            _options.OnRoom();
    }

    private void OnCutOff(FrameCall call)
    {
        var late = StageFailures.TimedOut(call.Target.Stage, call.Target.Phase);
        if (_concurrency == 1 || (_channel.IsSending && call.Id == _calls.LastId))
        {
            _calls.Remove(call);
            End("missed its cut-off");
            call.Set(late);
            return;
        }

        _channel.DropBody(call.Id);
        _calls.Abandon(call);
        _ping.Ask();
        if (_calls.Abandoned * 4 > _concurrency)
            Drain("left more than a quarter of its places unanswered at their cut-off");
        EndIfDrained();
        call.Set(StageFailures.Abandoned(call.Target.Stage, call.Target.Phase));
    }

    /// <summary>Gives it nothing more; it ends when it has finished what it has.</summary>
    private void Drain(string why)
    {
        if (IsDraining || IsDead)
            return;
        IsDraining = true;
        DeathReason = why;

        // It may be given up in there, for another one that drains.
        _options.OnDraining(this);
        EndIfDrained();
    }

    private void EndIfDrained()
    {
        if (IsDraining && _calls.Active == 0)
            End(DeathReason!);
    }

    private void OnExit()
    {
        // What it sent before it ended still counts.
        _channel.ReadRest();
        if (IsDead)
            return;
        _options.Stderr.Drain();
        End(StageFailures.WithLastLine(_process.Status!.Value.ToString(), _options.Stderr.LastLine()));
    }

    /// <summary>Ends the worker, and whatever waits for it with a failure that says what it did.</summary>
    private void End(string what) => Lose(what, _isReady ? null : new FrameStartProblem(what));

    private void Lose(string? what, FrameStartProblem? startProblem)
    {
        if (IsDead)
            return;
        Release();
        DeathReason ??= what;

        // First, so that whoever is answered does not find this one again.
        _options.OnLost(this, startProblem);
        foreach (var call in _calls.TakeAll())
            call.Set(StageFailures.Failed(call.Target.Stage, call.Target.Phase, what!));
    }

    private void Release()
    {
        IsDead = true;
        _isReady = false;
        _initLimit.Disarm();
        _exitGrace.Disarm();
        _ping.Stop();
        _process.KillGroup();
        _channel.Dispose();
        _exit.Dispose();
        Reaper.Adopt(_loop, _process);
    }
}
