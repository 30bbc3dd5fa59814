using Sor.IO;
using Sor.Native;

namespace Sor.Processes;

/// <summary>A filter's STDIN: one line at a time; what the pipe does not take at once follows when it has room.</summary>
internal sealed class LineInput(EventLoop loop, Descriptor pipe, Action onClosed) : IReadyHandler, IDisposable
{
    // What a pipe holds by itself; for longer lines a larger one saves turns between the two processes.
    private const int SmallBytes = 64 * 1024;
    private const int LargePipeBytes = 1024 * 1024;

    private ReadOnlyMemory<byte> _rest;
    private int _watch = -1;
    private bool _isLarge;

    /// <summary>Whether a part of the last line is still to be written, or never will be.</summary>
    internal bool IsSending => !_rest.IsEmpty;

    /// <summary>Begins to write a line, which must stay as it is; false when the reader has gone before the first byte.</summary>
    internal bool TrySend(ReadOnlyMemory<byte> line)
    {
        if (line.Length > SmallBytes && !_isLarge)
        {
            _isLarge = true;
            Descriptors.EnlargePipe(pipe, LargePipeBytes);
        }

        _rest = line;
        return Continue() || _rest.Length < line.Length;
    }

    void IReadyHandler.OnReady(Readiness readiness)
    {
        if (!Continue())
            onClosed();
    }

    public void Dispose()
    {
        StopWatching();
        pipe.Dispose();
    }

    /// <summary>False when nobody reads any more.</summary>
    private bool Continue()
    {
        while (!_rest.IsEmpty)
        {
            var n = Descriptors.Write(pipe, _rest.Span);
            if (n == -ErrorNumber.WouldBlock)
            {
                if (_watch < 0)
                    _watch = loop.Watch(pipe, Readiness.Writable, this);
                return true;
            }

            if (n < 0)
            {
                StopWatching();
                return false;
            }

            _rest = _rest[n..];
        }

        StopWatching();
        return true;
    }

    private void StopWatching()
    {
        if (_watch < 0)
            return;
        loop.Unwatch(_watch, pipe);
        _watch = -1;
    }
}
