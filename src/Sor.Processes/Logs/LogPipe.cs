using System.Text;
using Sor.IO;
using Sor.Native;

namespace Sor.Processes;

/// <summary>
/// A pipe whose write end is the STDOUT or STDERR of a stage's processes, one after another. It outlives each of them, so that
/// nobody ever waits for its end; what comes is passed on, and the last of it is kept for error messages.
/// </summary>
internal sealed class LogPipe : IReadyHandler, IDisposable
{
    private const int TailBytes = 1024;
    private const int MaxReadsPerTurn = 16;

    private readonly EventLoop _loop;
    private readonly LogSink _sink;
    private readonly LogSource _stream;
    private readonly Descriptor _read;
    private readonly int _watch;
    private readonly byte[] _tail = new byte[TailBytes];
    private int _tailLength;

    internal LogPipe(EventLoop loop, LogSink sink, LogSource stream)
    {
        _loop = loop;
        _sink = sink;
        _stream = stream;
        (_read, WriteEnd) = Descriptors.Pipe(nonBlockingRead: true, nonBlockingWrite: false);
        _watch = loop.Watch(_read, Readiness.Readable, this);
    }

    /// <summary>What a child gets.</summary>
    internal Descriptor WriteEnd { get; }

    /// <summary>Forgets what was kept: called when a process or an invocation begins.</summary>
    internal void ForgetTail() => _tailLength = 0;

    /// <summary>The last line that was written, for an error message; empty when there is none.</summary>
    internal string LastLine()
    {
        var text = Encoding.UTF8.GetString(_tail, 0, _tailLength).TrimEnd();
        var start = text.LastIndexOf('\n');
        return text[(start + 1)..].Trim();
    }

    /// <summary>Passes on what has been written so far, without waiting; bounded, so that a flood cannot hold the loop.</summary>
    internal void Drain()
    {
        Span<byte> buffer = stackalloc byte[8192];
        for (var i = 0; i < MaxReadsPerTurn; i++)
        {
            var n = Descriptors.Read(_read, buffer);
            if (n <= 0)
                return;
            _sink.Write(_stream, buffer[..n]);
            Keep(buffer[..n]);
            if (n < buffer.Length)
                return;
        }
    }

    void IReadyHandler.OnReady(Readiness readiness) => Drain();

    public void Dispose()
    {
        if (!_read.IsOpen)
            return;
        Drain();
        _loop.Unwatch(_watch, _read);
        _read.Dispose();
        WriteEnd.Dispose();
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= TailBytes)
        {
            bytes[^TailBytes..].CopyTo(_tail);
            _tailLength = TailBytes;
            return;
        }

        var kept = Math.Min(_tailLength, TailBytes - bytes.Length);
        _tail.AsSpan(_tailLength - kept, kept).CopyTo(_tail);
        bytes.CopyTo(_tail.AsSpan(kept));
        _tailLength = kept + bytes.Length;
    }
}
