using System.Text;
using Sor.IO;
using Sor.Native;
using Sor.Protocol;

namespace Sor.Processes;

/// <summary>
/// One persistent process that speaks frames version 1 (<c>spec/frames.md</c>): one event at a time. It lives until it ends, breaks the
/// protocol or misses a cut-off; <see cref="FrameProgram"/> then starts another.
/// </summary>
internal sealed class FrameWorker : IReadyHandler, IFrameBodies, IDisposable
{
    private static readonly TimeSpan s_exitGrace = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_stopGrace = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan s_terminateGrace = TimeSpan.FromMilliseconds(50);

    private readonly EventLoop _loop;
    private readonly FrameWorkerOptions _options;
    private readonly Descriptor _channel;
    private readonly ChildProcess _process;
    private readonly FrameReader _reader;
    private readonly FrameWriter _writer = new();
    private readonly FrameSender _sender;
    private readonly ExitWatch _exit;
    private readonly LoopTimer _cutOff;
    private readonly Completion<Outcome?> _ready = new();
    private readonly Completion<Outcome> _answer = new();
    private readonly int _watch;
    private Invocation _invocation;
    private Phase _phase;
    private long _lastId;
    private string? _noteProblem;
    private string? _contentType;
    private readonly LoopTimer _exitGrace;
    private bool _channelEnded;
    private bool _timedOut;

    /// <summary>Starts the process and says hello. Throws <see cref="NativeException"/>.</summary>
    internal FrameWorker(EventLoop loop, SpawnTemplate template, FrameWorkerOptions options)
    {
        _loop = loop;
        _options = options;
        (_channel, var theirs) = Sockets.Pair();
        using var nothing = Descriptors.TryOpen("/dev/null", OpenMode.Read, out _)!;
        try
        {
            _process = template.Start([(nothing, 0), (options.Stdout.WriteEnd, 1), (options.Stderr.WriteEnd, 2), (theirs, FrameProgram.ChannelDescriptor)]);
        }
        catch
        {
            _channel.Dispose();
            throw;
        }
        finally
        {
            theirs.Dispose();
        }

        StartTimestamp = EventLoop.Now;
        _reader = new FrameReader(this, options.OutputLimitBytes);
        _cutOff = new LoopTimer(loop, OnCutOff);
        _exitGrace = new LoopTimer(loop, () => Break("closed its channel"));
        _watch = loop.Watch(_channel, Readiness.Readable, this);
        _sender = new FrameSender(loop, _channel, _watch);
        _exit = new ExitWatch(loop, _process, OnExit);
        _ = _sender.TrySend(_writer.Hello(options.Hello), default);
    }

    internal long StartTimestamp { get; }

    /// <summary>When it said that it was ready; 0 before.</summary>
    internal long ReadyTimestamp { get; private set; }

    /// <summary>What ended it; null while it lives.</summary>
    internal string? DeathReason { get; private set; }

    /// <summary>Whether it can be given an event.</summary>
    internal bool IsReady { get; private set; }

    /// <summary>Whether it is of no use any more.</summary>
    internal bool IsDead { get; private set; }

    /// <summary>Frames that belonged to no invocation under way: late or second answers. Dropped, and counted here.</summary>
    internal int DroppedFrames { get; private set; }

    /// <summary>Completes with null once it is ready, else with the failure that says why it will not be.</summary>
    internal ValueTask<Outcome?> WhenReadyAsync(long untilTimestamp)
    {
        if (IsReady || IsDead)
            return new ValueTask<Outcome?>(result: null);
        _cutOff.Arm(untilTimestamp);
        return _ready.Begin();
    }

    /// <summary>
    /// Gives it one event and waits for the one answer. False when it turns out to have ended before it was given anything, as after a
    /// freeze, when its end and an event are seen together: the event is as good as new then.
    /// </summary>
    internal bool TryInvoke(Phase phase, byte[] target, Invocation invocation, out ValueTask<Outcome> answer)
    {
        var timing = new InvokeTiming(_options.Name, invocation.Context.DeadlineUnixMs, null);
        var header = _writer.Invoke(++_lastId, target, invocation.Context, invocation.Payload, timing);
        if (header.Length > FrameLimits.HeaderBytes)
        {
            answer = new(StageFailures.Failed(_options.Name, phase, "cannot be told the context: it is larger than a frame's header may be"));
            return true;
        }

        if (!_sender.TrySend(header, invocation.Payload.Bytes))
        {
            Break(_process.TryReap() ? _process.Status!.Value.ToString() : "closed its channel");
            answer = default;
            return false;
        }

        _phase = phase;
        _invocation = invocation;
        _noteProblem = null;
        _contentType = null;
        answer = _answer.Begin();
        _cutOff.Arm(invocation.CutOffTimestamp);
        if (!_sender.IsSending)
            ReadFrames(patiently: true);
        return true;
    }

    /// <summary>Asks it to finish, then tells it, then ends it with everything in its group; waits for a moment each time.</summary>
    public void Dispose()
    {
        if (IsDead)
            return;
        var asked = IsReady && !_sender.IsSending && _sender.TrySend(_writer.Shutdown(s_stopGrace, "shutdown"), default);
        if (!asked || !Descriptors.WaitReadable(_process.Exit, (int)s_stopGrace.TotalMilliseconds))
        {
            _ = Signals.SendToGroup(_process.Pid, Signals.Terminate);
            _ = Descriptors.WaitReadable(_process.Exit, (int)s_terminateGrace.TotalMilliseconds);
        }

        Die();
    }

    byte[]? IFrameBodies.Rent(FrameHeader header) =>
        _answer.IsPending && header.Id == _lastId && header.Type is FrameType.Result or FrameType.Reply
            ? _invocation.Context.Buffers.Rent(header.Length)
            : null;

    void IReadyHandler.OnReady(Readiness readiness)
    {
        if ((readiness & Readiness.Writable) != 0)
            _ = _sender.Continue();
        if ((readiness & ~Readiness.Writable) != 0)
            ReadFrames(patiently: false);
    }

    /// <summary>
    /// Takes what has come. Patiently: waits for a moment in the first call itself, as a handler that answers at once is then read
    /// without going through the loop.
    /// </summary>
    private void ReadFrames(bool patiently)
    {
        while (!IsDead)
        {
            var space = _reader.FreeSpace;
            var n = Sockets.Receive(_channel, space.Span, patiently);
            patiently = false;
            if (n == -ErrorNumber.WouldBlock)
                return;
            if (n <= 0)
            {
                OnChannelEnd();
                return;
            }

            _reader.Advance(n);
            if (!TakeFrames() || n < space.Length)
                return;
        }
    }

    /// <summary>False when the worker is of no use any more.</summary>
    private bool TakeFrames()
    {
        for (; ; )
        {
            switch (_reader.Read())
            {
                case FrameReadState.NeedMore:
                    return true;
                case FrameReadState.Broken:
                    Break($"broke the frame protocol: {_reader.Problem}");
                    return false;
                default:
                    Take(_reader.Header);
                    if (IsDead)
                        return false;
                    break;
            }
        }
    }

    private void Take(FrameHeader header)
    {
        if (!IsReady)
        {
            TakeBeforeReady(header);
            return;
        }

        if (header.Type == FrameType.Log)
        {
            TakeLog(header);
            return;
        }

        if (header.Type is FrameType.Unknown or FrameType.Pong or FrameType.Ready)
            return;
        if (!_answer.IsPending || header.Id != _lastId)
        {
            DroppedFrames++;
            return;
        }

        switch (header.Type)
        {
            case FrameType.Note:
                _noteProblem ??= NotesReader.Take(header.Line.Span, _invocation.Context.Notes.For(_options.Name), ref _contentType);
                break;
            case FrameType.Error:
                Finish(FailureOf(header, _phase), header.IsLast);
                break;
            default:
                var contentType = header.ContentType ?? _contentType ?? StageAnswers.DefaultContentType(_phase, header.Type == FrameType.Reply, _invocation);
                var payload = new Payload(_reader.Body, contentType);
                var outcome = _noteProblem is { } problem
                    ? StageFailures.Failed(_options.Name, _phase, $"is refused: {problem}")
                    : header.Type == FrameType.Reply ? Outcome.Reply(payload) : Outcome.Of(payload);
                Finish(outcome, header.IsLast);
                break;
        }
    }

    private void TakeBeforeReady(FrameHeader header)
    {
        if (header.Type == FrameType.Error)
        {
            // Dead first: whoever waits may at once ask for an event, and must not wait for this worker again.
            var failure = FailureOf(header, _options.InitPhase);
            Die();
            _ready.Set(failure);
        }
        else if (header.Type == FrameType.Ready && header.Version != 1)
        {
            Break($"speaks version {header.Version} of frames, where 1 was asked for");
        }
        else if (header.Type == FrameType.Ready)
        {
            IsReady = true;
            ReadyTimestamp = EventLoop.Now;
            _cutOff.Disarm();
            _ready.Set(null);
        }
    }

    private void TakeLog(FrameHeader header)
    {
        var fields = header.Fields.IsEmpty ? "" : "\t" + Encoding.UTF8.GetString(header.Fields.Span);
        _options.Log.Write(LogSource.Stdout, Encoding.UTF8.GetBytes($"{header.Level ?? "INFO"}\t{header.Message}{fields}\n"));
    }

    private Outcome FailureOf(FrameHeader header, Phase phase)
    {
        var isHandler = _options.InitPhase == Phase.Handle;
        return Outcome.Of(new Failure
        {
            ErrorType = header.ErrorType ?? (isHandler ? "Error" : FailureTypes.StageFailed),
            ErrorMessage = header.ErrorMessage ?? "",
            StackTrace = header.StackTrace,
            Stage = _options.Name,
            Phase = phase,
            Class = isHandler ? FailureClass.Handler : FailureClass.Stage,
            Retry = header.Retry,
        });
    }

    private void Finish(Outcome outcome, bool isLast = false)
    {
        _cutOff.Disarm();
        _invocation = default;

        // What it has not read of its event would be taken for the next frame.
        if (isLast || _sender.IsSending)
        {
            DeathReason = isLast ? "said that it ends" : "answered before it had read its event";
            Die();
        }

        _answer.Set(outcome);
    }

    private void OnCutOff()
    {
        _timedOut = true;
        Break("did not become ready in time");
    }

    /// <summary>The channel has ended. Most often because the process is ending, and its status will say more: wait a moment for it.</summary>
    private void OnChannelEnd()
    {
        UnwatchChannel();
        if (!IsDead)
            _exitGrace.ArmAfter(s_exitGrace);
    }

    private void UnwatchChannel()
    {
        if (_channelEnded)
            return;
        _channelEnded = true;
        _loop.Unwatch(_watch, _channel);
    }

    private void OnExit()
    {
        if (IsDead)
            return;

        // What it sent before it ended still counts.
        ReadFramesBeforeEnd();
        if (IsDead)
            return;
        _options.Stderr.Drain();
        Break(StageFailures.WithLastLine(_process.Status!.Value.ToString(), _options.Stderr.LastLine()));
    }

    private void ReadFramesBeforeEnd()
    {
        for (; ; )
        {
            var n = Sockets.Receive(_channel, _reader.FreeSpace.Span, patiently: false);
            if (n <= 0)
                return;
            _reader.Advance(n);
            if (!TakeFrames())
                return;
        }
    }

    /// <summary>Ends the worker, and whatever waits for it with a failure that says what it did.</summary>
    private void Break(string what)
    {
        if (IsDead)
            return;
        Die();
        DeathReason = _timedOut ? "missed its cut-off" : what;
        var phase = _answer.IsPending ? _phase : _options.InitPhase;
        _ready.Set(_timedOut ? StageFailures.Failed(_options.Name, _options.InitPhase, what) : StageFailures.CannotStart(_options.Name, _options.InitPhase, what));
        Finish(_timedOut ? StageFailures.TimedOut(_options.Name, phase) : StageFailures.Failed(_options.Name, phase, what));
    }

    private void Die()
    {
        if (IsDead)
            return;
        IsDead = true;
        IsReady = false;
        _cutOff.Disarm();
        _process.KillGroup();
        _exitGrace.Disarm();
        UnwatchChannel();
        _channel.Dispose();
        _exit.Dispose();
        Reaper.Adopt(_loop, _process);
    }
}
