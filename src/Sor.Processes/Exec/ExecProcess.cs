using Sor.IO;
using Sor.Native;

namespace Sor.Processes;

/// <summary>
/// One process of an executable middleware, for one phase of one event: started (perhaps long before), fed, read, ended.
/// The outcome is decided when the process has ended, whoever else still holds its output.
/// </summary>
internal sealed class ExecProcess : IReadyHandler, IDisposable
{
    // Pipes hold 64 KiB; above that, larger ones save turns between the two processes.
    private const int SmallBytes = 64 * 1024;
    private const int LargePipeBytes = 1024 * 1024;

    private const int MaxPatienceMs = 4;

    private readonly EventLoop _loop;
    private readonly ChildProcess _process;
    private readonly Descriptor _stdin;
    private readonly Descriptor _context;
    private readonly PendingWrite _input;
    private readonly PendingWrite _contextInput;
    private readonly OutputCollector _output;
    private readonly OutputCollector _notes;
    private readonly LoopTimer _cutOff;
    private readonly Completion<ExecResult> _result = new();
    private int _watch = -1;
    private bool _timedOut;

    /// <summary>Starts the process. Throws <see cref="NativeException"/> when it cannot be.</summary>
    internal ExecProcess(EventLoop loop, SpawnTemplate template, Descriptor stderr, int outputLimitBytes)
    {
        _loop = loop;
        Descriptor? childIn = null, childOut = null, childContext = null, childNotes = null;
        Descriptor? output = null, notes = null;
        try
        {
            (childIn, _stdin) = Descriptors.Pipe(nonBlockingRead: false, nonBlockingWrite: true);
            (output, childOut) = Descriptors.Pipe(nonBlockingRead: true, nonBlockingWrite: false);
            (childContext, _context) = Descriptors.Pipe(nonBlockingRead: false, nonBlockingWrite: true);
            (notes, childNotes) = Descriptors.Pipe(nonBlockingRead: true, nonBlockingWrite: false);
            _process = template.Start([(childIn, 0), (childOut, 1), (stderr, 2), (childContext, ExecProgram.ContextDescriptor), (childNotes, ExecProgram.NotesDescriptor)]);
        }
        catch
        {
            _stdin?.Dispose();
            _context?.Dispose();
            output?.Dispose();
            notes?.Dispose();
            throw;
        }
        finally
        {
            childIn?.Dispose();
            childOut?.Dispose();
            childContext?.Dispose();
            childNotes?.Dispose();
        }

        StartTimestamp = EventLoop.Now;
        _input = new PendingWrite(loop, _stdin);
        _contextInput = new PendingWrite(loop, _context);
        _output = new OutputCollector(loop, output, outputLimitBytes, Kill);
        _notes = new OutputCollector(loop, notes, InvocationNotes.MaxStageBytes, Kill);
        _cutOff = new LoopTimer(loop, OnCutOff);
    }

    internal int Pid => _process.Pid;

    internal long StartTimestamp { get; }

    /// <summary>Whether it has ended although nobody has fed it yet.</summary>
    internal bool HasEnded => _process.TryReap();

    /// <summary>Feeds the event and waits for the end; at the cut-off, everything is killed.</summary>
    internal ValueTask<ExecResult> RunAsync(Invocation invocation, ReadOnlyMemory<byte> context)
    {
        var payload = invocation.Payload.Bytes;
        if (payload.Length > SmallBytes)
        {
            Descriptors.EnlargePipe(_stdin, LargePipeBytes);
            _output.EnlargePipe(LargePipeBytes);
        }

        if (context.Length > SmallBytes)
            Descriptors.EnlargePipe(_context, LargePipeBytes);
        var result = _result.Begin();
        _output.Begin(invocation.Context.Buffers, payload.Length);
        _notes.Begin(invocation.Context.Buffers, 0);
        _contextInput.Begin(context);
        _input.Begin(payload);

        // What a quick program writes fits into its pipes: wait for its end alone, with one call and one wake-up.
        if (payload.Length <= SmallBytes && !invocation.Context.IsConcurrent && Descriptors.WaitReadable(_process.Exit, PatienceMs(invocation)))
        {
            OnEnd();
            return result;
        }

        _output.Watch();
        _notes.Watch();
        _watch = _loop.Watch(_process.Exit, Readiness.Readable, this);
        _cutOff.Arm(invocation.CutOffTimestamp);
        return result;
    }

    private static int PatienceMs(Invocation invocation) =>
        (int)Math.Clamp((invocation.CutOffTimestamp - EventLoop.Now) / EventLoop.TicksPerMillisecond, 0, MaxPatienceMs);

    /// <summary>Ends the process and its group, and forgets it.</summary>
    public void Dispose()
    {
        Kill();
        Close();
        Reaper.Adopt(_loop, _process);
    }

    void IReadyHandler.OnReady(Readiness readiness)
    {
        if (_watch >= 0)
            OnEnd();
    }

    private void OnEnd()
    {
        // The group goes first: as long as the leader is not reaped, its number cannot belong to anybody else.
        Kill();
        if (!_process.TryReap())
            return;
        _output.DrainAndClose();
        _notes.DrainAndClose();
        Close();
        _process.Dispose();
        _result.Set(new ExecResult(_process.Status!.Value, _output.Bytes, _notes.Bytes, _timedOut, _output.IsTooLarge, _notes.IsTooLarge));
    }

    private void OnCutOff()
    {
        _timedOut = true;
        Kill();
    }

    private void Kill() => _process.KillGroup();

    private void Close()
    {
        _cutOff.Disarm();
        _input.Dispose();
        _contextInput.Dispose();
        _stdin.Dispose();
        _context.Dispose();
        _output.Dispose();
        _notes.Dispose();
        if (_watch >= 0)
            _loop.Forget(_watch);
        _watch = -1;
    }
}
