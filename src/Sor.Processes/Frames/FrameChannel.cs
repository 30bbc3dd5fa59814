using Sor.IO;
using Sor.Native;
using Sor.Protocol;

namespace Sor.Processes;

/// <summary>
/// The host's end of a channel: reads frames as they come, sends one at a time. What the other side does not take at once follows when there is
/// room, while frames are still read.
/// </summary>
internal sealed class FrameChannel : IReadyHandler, IDisposable
{
    // A worker that floods must not keep the loop from its timers.
    private const int MaxReadsPerTurn = 64;

    private readonly EventLoop _loop;
    private readonly Descriptor _socket;
    private readonly IFrameSink _sink;
    private readonly FrameReader _reader;
    private readonly int _watch;
    private ReadOnlyMemory<byte> _header;
    private ReadOnlyMemory<byte> _body;
    private bool _waitsForRoom;
    private bool _ended;

    /// <param name="loop">The loop that everything runs on.</param>
    /// <param name="socket">Our end; belongs to the channel from now on.</param>
    /// <param name="maxBodyBytes">A header that announces more breaks the channel.</param>
    /// <param name="sink">Takes what comes.</param>
    internal FrameChannel(EventLoop loop, Descriptor socket, int maxBodyBytes, IFrameSink sink)
    {
        _loop = loop;
        _socket = socket;
        _sink = sink;
        _reader = new FrameReader(sink, maxBodyBytes);
        _watch = loop.Watch(socket, Readiness.Readable, this);
    }

    /// <summary>Whether a part of the last frame is still to be sent: no other may be until then.</summary>
    internal bool IsSending => _header.Length + _body.Length > 0;

    /// <summary>False when the channel is closed. Header and body must stay as they are until they have been sent.</summary>
    internal bool TrySend(ReadOnlyMemory<byte> header, ReadOnlyMemory<byte> body)
    {
        _header = header;
        _body = body;
        return Continue();
    }

    /// <summary>
    /// Takes what has come. Patiently: waits for a moment in the first call itself, as a worker that answers at once is then read
    /// without going through the loop.
    /// </summary>
    internal void Read(bool patiently)
    {
        for (var reads = 0; reads < MaxReadsPerTurn && _socket.IsOpen; reads++)
        {
            var space = _reader.FreeSpace;
            var n = Sockets.Receive(_socket, space.Span, patiently);
            patiently = false;
            if (n == -ErrorNumber.WouldBlock)
                return;
            if (n <= 0)
            {
                Unwatch();
                _sink.OnEnd();
                return;
            }

            _reader.Advance(n);
            if (!TakeFrames() || n < space.Length)
                return;
        }
    }

    /// <summary>Takes what the other side had sent before its process ended. What is left after that much is a flood, and nobody's answer.</summary>
    internal void ReadRest()
    {
        var mayHold = FrameLimits.PayloadBytes + FrameLimits.HeaderBytes;
        while (mayHold > 0 && _socket.IsOpen)
        {
            var n = Sockets.Receive(_socket, _reader.FreeSpace.Span, patiently: false);
            if (n <= 0)
                return;
            mayHold -= n;
            _reader.Advance(n);
            if (!TakeFrames())
                return;
        }
    }

    /// <summary>Gives up the memory of a body that is just being read, if it belongs to this id: its invocation takes the memory back.</summary>
    internal void DropBody(long id) => _reader.DropBody(id);

    void IReadyHandler.OnReady(Readiness readiness)
    {
        if ((readiness & Readiness.Writable) != 0 && Continue() && !IsSending)
            _sink.OnSent();
        if ((readiness & ~Readiness.Writable) != 0)
            Read(patiently: false);
    }

    public void Dispose()
    {
        Unwatch();
        _socket.Dispose();
        _header = _body = default;
    }

    /// <summary>False when the channel is of no use any more.</summary>
    private bool TakeFrames()
    {
        for (; ; )
        {
            switch (_reader.Read())
            {
                case FrameReadState.NeedMore:
                    return true;
                case FrameReadState.Broken:
                    _sink.OnBroken(_reader.Problem!);
                    return false;
                default:
                    _sink.Take(_reader.Header, _reader.Body);
                    if (!_socket.IsOpen)
                        return false;
                    break;
            }
        }
    }

    private bool Continue()
    {
        while (IsSending && _socket.IsOpen)
        {
            var n = _header.IsEmpty ? Sockets.Send(_socket, _body.Span, default) : Sockets.Send(_socket, _header.Span, _body.Span);
            if (n == -ErrorNumber.WouldBlock)
            {
                WaitForRoom(true);
                return true;
            }

            if (n < 0)
                return false;
            var ofHeader = Math.Min(n, _header.Length);
            _header = _header[ofHeader..];
            _body = _body[(n - ofHeader)..];
        }

        WaitForRoom(false);
        return _socket.IsOpen;
    }

    private void WaitForRoom(bool waits)
    {
        if (_waitsForRoom == waits || _ended)
            return;
        _waitsForRoom = waits;
        _loop.Change(_watch, _socket, waits ? Readiness.Readable | Readiness.Writable : Readiness.Readable);
    }

    private void Unwatch()
    {
        if (_ended)
            return;
        _ended = true;
        _loop.Unwatch(_watch, _socket);
    }
}
