using Sor.IO;
using Sor.Native;

namespace Sor.Processes;

/// <summary>Sends one frame at a time; what the channel does not take at once follows when it is writable, while frames are still read.</summary>
internal sealed class FrameSender(EventLoop loop, Descriptor channel, int watch)
{
    private ReadOnlyMemory<byte> _first;
    private ReadOnlyMemory<byte> _second;
    private bool _isWaiting;

    /// <summary>False when the channel is closed. Header and body must stay as they are until the answer has come.</summary>
    internal bool TrySend(ReadOnlyMemory<byte> header, ReadOnlyMemory<byte> body)
    {
        _first = header;
        _second = body;
        return Continue();
    }

    internal bool Continue()
    {
        while (_first.Length + _second.Length > 0)
        {
            var n = _first.IsEmpty ? Sockets.Send(channel, _second.Span, default) : Sockets.Send(channel, _first.Span, _second.Span);
            if (n == -ErrorNumber.WouldBlock)
            {
                Wait(true);
                return true;
            }

            if (n < 0)
                return false;
            var ofFirst = Math.Min(n, _first.Length);
            _first = _first[ofFirst..];
            _second = _second[(n - ofFirst)..];
        }

        Wait(false);
        return true;
    }

    /// <summary>Whether a part of the last frame is still to be sent.</summary>
    internal bool IsSending => _first.Length + _second.Length > 0;

    private void Wait(bool forRoom)
    {
        if (_isWaiting == forRoom)
            return;
        _isWaiting = forRoom;
        loop.Change(watch, channel, forRoom ? Readiness.Readable | Readiness.Writable : Readiness.Readable);
    }
}
