using Sor.IO;
using Sor.Native;

namespace Sor.Processes;

/// <summary>What the prototype's program answered, or why it did not.</summary>
internal readonly record struct PrototypeAnswer(ReadOnlyMemory<byte> Answer, string? Problem, bool TimedOut);

/// <summary>
/// One process of the prototype's language runtime with its two named pipes. Our ends are opened for reading and writing: neither side can then
/// wait for the other to open, and the program may close and open its ends as it likes; its death is told by its process descriptor.
/// </summary>
internal sealed class PrototypeProcess : IReadyHandler, IDisposable
{
    internal const string InputPath = "/tmp/runtime-input";
    internal const string OutputPath = "/tmp/runtime-output";

    private const int PipeBytes = 1024 * 1024;
    private const int FirstBytes = 16 * 1024;

    private readonly EventLoop _loop;
    private readonly Descriptor _input;
    private readonly Descriptor _output;
    private readonly ChildProcess _process;
    private readonly ExitWatch _exit;
    private readonly LoopTimer _cutOff;
    private readonly Completion<PrototypeAnswer> _answer = new();
    private readonly int _limitBytes;
    private readonly int _outputWatch;
    private int _inputWatch = -1;
    private ReadOnlyMemory<byte> _rest;
    private InvocationBuffers? _buffers;
    private byte[] _bytes = [];
    private int _length;

    internal PrototypeProcess(EventLoop loop, SpawnTemplate template, Descriptor stdout, Descriptor stderr, int limitBytes)
    {
        _loop = loop;
        _limitBytes = limitBytes;
        _input = MakePipe(InputPath);
        try
        {
            _output = MakePipe(OutputPath);
        }
        catch
        {
            _input.Dispose();
            throw;
        }

        using var nothing = Descriptors.TryOpen("/dev/null", OpenMode.Read, out _)!;
        try
        {
            _process = template.Start([(nothing, 0), (stdout, 1), (stderr, 2)]);
        }
        catch
        {
            _input.Dispose();
            _output.Dispose();
            throw;
        }

        _cutOff = new LoopTimer(loop, () => End("was still running when the invocation's time was up", timedOut: true));
        _outputWatch = loop.Watch(_output, Readiness.Readable, this);
        _exit = new ExitWatch(loop, _process, OnExit);
    }

    internal bool IsDead { get; private set; }

    /// <summary>Sends one line and waits for one.</summary>
    internal ValueTask<PrototypeAnswer> AskAsync(ReadOnlyMemory<byte> line, Invocation invocation)
    {
        _buffers = invocation.Context.Buffers;
        _bytes = _buffers.Rent(FirstBytes);
        _length = 0;
        _rest = line;
        var answer = _answer.Begin();
        _cutOff.Arm(invocation.CutOffTimestamp);
        WriteRest();
        return answer;
    }

    public void Dispose() => End("was ended", timedOut: false);

    void IReadyHandler.OnReady(Readiness readiness)
    {
        if ((readiness & Readiness.Writable) != 0)
            WriteRest();
        if ((readiness & Readiness.Readable) != 0)
            ReadLine();
    }

    private static Descriptor MakePipe(string path)
    {
        Files.Remove(path);
        var error = Files.MakeFifo(path);
        if (error != 0)
            throw new NativeException($"make the named pipe {path}", error);
        var pipe = Descriptors.TryOpen(path, OpenMode.ReadWriteNonBlocking, out error) ?? throw new NativeException($"open {path}", error);
        Descriptors.EnlargePipe(pipe, PipeBytes);
        return pipe;
    }

    private void WriteRest()
    {
        while (!_rest.IsEmpty && !IsDead)
        {
            var n = Descriptors.Write(_input, _rest.Span);
            if (n == -ErrorNumber.WouldBlock)
            {
                if (_inputWatch < 0)
                    _inputWatch = _loop.Watch(_input, Readiness.Writable, this);
                return;
            }

            if (n < 0)
                return;
            _rest = _rest[n..];
        }

        if (_inputWatch < 0)
            return;
        _loop.Unwatch(_inputWatch, _input);
        _inputWatch = -1;
    }

    private void ReadLine()
    {
        if (!_answer.IsPending)
        {
            // A line that nobody asked for would be taken for the next event's answer.
            End("wrote a line that no event had asked for", timedOut: false);
            return;
        }

        for (; ; )
        {
            if (_length == _bytes.Length)
                _bytes = _buffers!.Grow(_bytes, _length, _bytes.Length * 2);
            var n = Descriptors.Read(_output, _bytes.AsSpan(_length));
            if (n <= 0)
                return;
            var end = _bytes.AsSpan(_length, n).IndexOf((byte)'\n');
            _length += n;
            if (end >= 0 && _length - n + end <= _limitBytes)
            {
                TakeLine(_length - n + end);
                return;
            }

            if (_length > _limitBytes)
            {
                End($"wrote more than {_limitBytes} bytes without the end of a line", timedOut: false);
                return;
            }
        }
    }

    private void TakeLine(int length)
    {
        if (length + 1 < _length)
        {
            End("wrote more than one line for one event", timedOut: false);
            return;
        }

        _cutOff.Disarm();
        _answer.Set(new PrototypeAnswer(_bytes.AsMemory(0, length), null, TimedOut: false));
    }

    private void OnExit() => End(_process.Status!.Value.ToString(), timedOut: false);

    private void End(string problem, bool timedOut)
    {
        if (IsDead)
            return;
        IsDead = true;
        _cutOff.Disarm();
        _process.KillGroup();
        _exit.Dispose();
        Reaper.Adopt(_loop, _process);
        _loop.Unwatch(_outputWatch, _output);
        if (_inputWatch >= 0)
            _loop.Unwatch(_inputWatch, _input);
        _input.Dispose();
        _output.Dispose();
        _answer.Set(new PrototypeAnswer(default, problem, timedOut));
    }
}
