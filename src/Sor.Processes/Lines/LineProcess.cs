using Sor.IO;
using Sor.Native;

namespace Sor.Processes;

/// <summary>
/// One process of a filter: a line in, a line out, one event at a time. Nothing tells which line an answer belongs to, so whatever could let answers
/// slip by one ends it: a byte that no event has asked for, a second line, an answer before the event was read, a missed cut-off.
/// </summary>
internal sealed class LineProcess : IReadyHandler, IWorker
{
    private const int MaxPatienceMs = 4;

    private static readonly TimeSpan s_exitGrace = TimeSpan.FromMilliseconds(200);

    private readonly EventLoop _loop;
    private readonly LogPipe _stderr;
    private readonly ChildProcess _process;
    private readonly Descriptor _stdout;
    private readonly LineInput _input;
    private readonly LineReader _reader;
    private readonly ExitWatch _exit;
    private readonly LoopTimer _cutOff;
    private readonly LoopTimer _exitGrace;
    private readonly Completion<LineAnswer> _answer = new();
    private readonly Action<LineProcess> _onFree;
    private int _watch;

    /// <summary>Starts the process. Throws <see cref="NativeException"/>.</summary>
    /// <param name="loop">The loop that everything runs on.</param>
    /// <param name="template">The program.</param>
    /// <param name="stderr">Where its log goes.</param>
    /// <param name="outputLimitBytes">Longest answer.</param>
    /// <param name="onFree">Called when it has answered, and when it is of no use any more.</param>
    internal LineProcess(EventLoop loop, SpawnTemplate template, LogPipe stderr, int outputLimitBytes, Action<LineProcess> onFree)
    {
        _loop = loop;
        _stderr = stderr;
        _onFree = onFree;
        var (childIn, stdin) = Descriptors.Pipe(nonBlockingRead: false, nonBlockingWrite: true);
        (_stdout, var childOut) = Descriptors.Pipe(nonBlockingRead: true, nonBlockingWrite: false);
        try
        {
            _process = template.Start([(childIn, 0), (childOut, 1), (stderr.WriteEnd, 2)]);
        }
        catch
        {
            stdin.Dispose();
            _stdout.Dispose();
            throw;
        }
        finally
        {
            childIn.Dispose();
            childOut.Dispose();
        }

        _exitGrace = new LoopTimer(loop, () => Break("closed its STDIN or STDOUT"));
        _input = new LineInput(loop, stdin, () => _exitGrace.ArmAfter(s_exitGrace));
        _reader = new LineReader(_stdout, outputLimitBytes);
        _cutOff = new LoopTimer(loop, () => End(LineEnd.TimedOut, "missed its cut-off"));
        _watch = loop.Watch(_stdout, Readiness.Readable, this);
        _exit = new ExitWatch(loop, _process, OnExit);
    }

    public bool IsStarting => false;

    public bool HasRoom => !IsDead && !_answer.IsPending;

    public bool IsIdle => !_answer.IsPending;

    public bool IsDraining => false;

    public bool IsDead { get; private set; }

    public bool IsExclusive => true;

    public string? DeathReason { get; private set; }

    /// <summary>What it wrote although no event had asked for it, between two events; null: nothing. The next event is told.</summary>
    internal string? StrayOutput { get; private set; }

    /// <summary>Writes one line and waits for one.</summary>
    /// <param name="line">With its line feed; must stay as it is.</param>
    /// <param name="invocation">Whose memory the answer goes into, and whose time it may take.</param>
    /// <param name="patiently">Whether to wait for a moment in the call itself.</param>
    internal ValueTask<LineAnswer> AskAsync(ReadOnlyMemory<byte> line, in Invocation invocation, bool patiently)
    {
        if (!IsSilent() || !_input.TrySend(line))
        {
            // This very event is told, so no later one has to be.
            var stray = StrayOutput;
            StrayOutput = null;
            Break(stray ?? HowItEnded());
            return new ValueTask<LineAnswer>(new LineAnswer(stray is null ? LineEnd.NotGiven : LineEnd.Broken, default, stray ?? ""));
        }

        var answer = _answer.Begin();
        _reader.Begin(invocation.Context.Buffers, line.Length);
        _cutOff.Arm(invocation.CutOffTimestamp);
        if (patiently && !_input.IsSending && Descriptors.WaitReadable(_stdout, PatienceMs(invocation)))
            ReadAnswer();
        return answer;
    }

    public void AskToEnd() => _input.Dispose();

    public void GiveUp() => Break("was ended");

    public void Dispose() => Break("was ended");

    /// <summary>Ends it for an answer that is none.</summary>
    internal void Refuse(string what) => Break(what);

    void IReadyHandler.OnReady(Readiness readiness)
    {
        if (_answer.IsPending)
        {
            ReadAnswer();
        }
        else if (!IsSilent())
        {
            if (StrayOutput is { } stray)
                Break(stray);
            else
                AwaitEnd();
        }
    }

    private static int PatienceMs(in Invocation invocation) =>
        (int)Math.Clamp((invocation.CutOffTimestamp - EventLoop.Now) / EventLoop.TicksPerMillisecond, 0, MaxPatienceMs);

    /// <summary>Its output has ended, most often because the process is ending, and its status will say more: waits a moment for it.</summary>
    private void AwaitEnd()
    {
        UnwatchOutput();
        _exitGrace.ArmAfter(s_exitGrace);
    }

    private string HowItEnded() => _process.TryReap() ? _process.Status!.Value.ToString() : "closed its STDIN or STDOUT";

    /// <summary>Looks whether there is nothing to read: no byte may be there before a line is asked for.</summary>
    private bool IsSilent()
    {
        Span<byte> some = stackalloc byte[64];
        var n = Descriptors.Read(_stdout, some);
        if (n > 0)
            StrayOutput = "wrote more than one line for the event before, or a line that no event had asked for";
        return n == -ErrorNumber.WouldBlock;
    }

    private void ReadAnswer()
    {
        switch (_reader.Read())
        {
            case LineReadState.Line when _input.IsSending:
                Break("answered before it had read its event");
                break;
            case LineReadState.Line:
                Finish(new LineAnswer(LineEnd.Answered, _reader.Line, ""));
                _onFree(this);
                break;
            case LineReadState.MoreThanOne:
                Break("answered with more than one line");
                break;
            case LineReadState.TooLarge:
                End(LineEnd.TooLarge, "wrote more than its output limit");
                break;
            case LineReadState.End:
                AwaitEnd();
                break;
            default:
                break;
        }
    }

    private void OnExit()
    {
        // What it wrote before it ended still counts.
        if (_answer.IsPending)
            ReadAnswer();
        if (IsDead)
            return;
        if (_answer.IsPending)
            _stderr.Drain();
        Break(StageFailures.WithLastLine(_process.Status!.Value.ToString(), _answer.IsPending ? _stderr.LastLine() : ""));
    }

    private void Break(string what) => End(LineEnd.Broken, what);

    private void End(LineEnd end, string what)
    {
        if (IsDead)
            return;
        IsDead = true;
        DeathReason = what;
        _exitGrace.Disarm();
        _process.KillGroup();
        UnwatchOutput();
        _input.Dispose();
        _stdout.Dispose();
        _exit.Dispose();
        Reaper.Adopt(_loop, _process);

        // First, so that whoever is told does not find this one again.
        _onFree(this);
        Finish(new LineAnswer(end, default, what));
    }

    private void Finish(in LineAnswer answer)
    {
        _cutOff.Disarm();
        _reader.Release();
        _answer.Set(answer);
    }

    private void UnwatchOutput()
    {
        if (_watch < 0)
            return;
        _loop.Unwatch(_watch, _stdout);
        _watch = -1;
    }
}
