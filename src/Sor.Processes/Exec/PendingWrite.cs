using Sor.IO;
using Sor.Native;

namespace Sor.Processes;

/// <summary>Bytes on their way into a child's pipe, as fast as the child reads; the pipe is closed behind them.</summary>
internal sealed class PendingWrite(EventLoop loop, Descriptor pipe) : IReadyHandler, IDisposable
{
    private ReadOnlyMemory<byte> _rest;
    private int _watch = -1;

    /// <summary>Writes what goes at once; the rest follows. A child that closes its end early has read enough: no fault.</summary>
    internal void Begin(ReadOnlyMemory<byte> bytes)
    {
        _rest = bytes;
        if (Continue())
            return;
        _watch = loop.Watch(pipe, Readiness.Writable, this);
    }

    void IReadyHandler.OnReady(Readiness readiness) => _ = Continue();

    public void Dispose()
    {
        if (!pipe.IsOpen)
            return;
        if (_watch >= 0)
            loop.Forget(_watch);
        pipe.Dispose();
        _rest = default;
    }

    private bool Continue()
    {
        while (!_rest.IsEmpty)
        {
            var n = Descriptors.Write(pipe, _rest.Span);
            if (n == -ErrorNumber.WouldBlock)
                return false;
            if (n < 0)
                break;
            _rest = _rest[n..];
        }

        Dispose();
        return true;
    }
}
