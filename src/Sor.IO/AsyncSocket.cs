using Sor.Native;

namespace Sor.IO;

/// <summary>A connected stream socket on the loop: awaitable reads and writes, one of each at a time.</summary>
public sealed class AsyncSocket : IReadyHandler, IDisposable
{
    private readonly EventLoop _loop;
    private readonly Descriptor _socket;
    private readonly int _watch;
    private readonly Completion<bool> _readable = new();
    private readonly Completion<bool> _writable = new();
    private Readiness _interest;
    private bool _ended;

    public AsyncSocket(EventLoop loop, Descriptor socket)
    {
        _loop = loop;
        _socket = socket;
        _interest = Readiness.Readable;
        _watch = loop.Watch(socket, _interest, this);
    }

    /// <summary>
    /// Bytes read; 0 at the end; <c>-errno</c>. Waits briefly in the call itself, then through the loop: a peer that answers at once
    /// costs neither the loop nor a suspension.
    /// </summary>
    public ValueTask<int> ReadAsync(Memory<byte> into)
    {
        var n = TryRead(into.Span, patiently: true);
        return n == -ErrorNumber.WouldBlock ? ReadLaterAsync(into) : new ValueTask<int>(n);
    }

    private async ValueTask<int> ReadLaterAsync(Memory<byte> into)
    {
        for (; ; )
        {
            _ = await WaitReadableAsync();
            var n = TryRead(into.Span, patiently: false);
            if (n != -ErrorNumber.WouldBlock)
                return n;
        }
    }

    private int TryRead(Span<byte> into, bool patiently) => _socket.IsOpen ? Sockets.Receive(_socket, into, patiently) : -ErrorNumber.BadDescriptor;

    /// <summary>Completes when something can be read, the end included.</summary>
    private ValueTask<bool> WaitReadableAsync()
    {
        if (_ended)
            return ValueTask.FromResult(true);
        var wait = _readable.Begin();
        SetInterest(_interest | Readiness.Readable);
        return wait;
    }

    /// <summary>Writes both pieces; 0, or <c>-errno</c>.</summary>
    public ValueTask<int> WriteAsync(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second)
    {
        var n = _socket.IsOpen ? Sockets.Send(_socket, first.Span, second.Span) : -ErrorNumber.BadDescriptor;
        if (n == first.Length + second.Length)
            return new ValueTask<int>(0);
        return n < 0 && n != -ErrorNumber.WouldBlock ? new ValueTask<int>(n) : WriteRestAsync(first, second, Math.Max(n, 0));
    }

    private async ValueTask<int> WriteRestAsync(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second, int sent)
    {
        for (; ; )
        {
            var ofFirst = Math.Min(sent, first.Length);
            first = first[ofFirst..];
            second = second[(sent - ofFirst)..];
            if (first.Length + second.Length == 0)
                return 0;
            if (!_ended)
            {
                var wait = _writable.Begin();
                SetInterest(_interest | Readiness.Writable);
                _ = await wait;
            }

            if (!_socket.IsOpen)
                return -ErrorNumber.BadDescriptor;
            sent = first.IsEmpty ? Sockets.Send(_socket, second.Span, default) : Sockets.Send(_socket, first.Span, second.Span);
            if (sent == -ErrorNumber.WouldBlock)
                sent = 0;
            else if (sent < 0)
                return sent;
        }
    }

    void IReadyHandler.OnReady(Readiness readiness)
    {
        if ((readiness & (Readiness.Writable | Readiness.Error | Readiness.HangUp)) != 0 && _writable.IsPending)
        {
            SetInterest(_interest & ~Readiness.Writable);
            NoteEnd(readiness);
            _writable.Set(true);
        }

        if ((readiness & ~Readiness.Writable) == 0 || !_socket.IsOpen)
            return;
        NoteEnd(readiness);

        // Level-triggered: bytes that nobody waits for yet would wake the loop again and again.
        if (_readable.IsPending)
            _readable.Set(true);
        else
            SetInterest(_interest & ~Readiness.Readable);
    }

    /// <summary>Closes; whoever waits goes on and finds the socket closed.</summary>
    public void Dispose()
    {
        if (!_socket.IsOpen)
            return;
        if (!_ended)
            _loop.Unwatch(_watch, _socket);
        _ended = true;
        _socket.Dispose();
        _readable.Set(false);
        _writable.Set(false);
    }

    /// <summary>A reset or fully closed connection is reported for ever, whatever the interest: it leaves the loop.</summary>
    private void NoteEnd(Readiness readiness)
    {
        if ((readiness & (Readiness.Error | Readiness.HangUp)) == 0 || _ended)
            return;
        _ended = true;
        _loop.Unwatch(_watch, _socket);
    }

    private void SetInterest(Readiness interest)
    {
        if (interest == _interest || _ended)
            return;
        _interest = interest;
        _loop.Change(_watch, _socket, interest);
    }
}
