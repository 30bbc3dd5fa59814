using Sor.IO;
using Sor.Native;

namespace Sor.Processes;

/// <summary>Reads a child's pipe into memory of the invocation, up to a limit.</summary>
internal sealed class OutputCollector : IReadyHandler, IDisposable
{
    private const int MinimumBytes = 4096;

    private readonly EventLoop _loop;
    private readonly Descriptor _pipe;
    private readonly int _limitBytes;
    private readonly Action _onTooLarge;
    private InvocationBuffers? _buffers;
    private byte[] _bytes = [];
    private int _expected;
    private int _watch = -1;

    internal OutputCollector(EventLoop loop, Descriptor pipe, int limitBytes, Action onTooLarge)
    {
        _loop = loop;
        _pipe = pipe;
        _limitBytes = limitBytes;
        _onTooLarge = onTooLarge;
    }

    internal int Length { get; private set; }

    internal bool IsTooLarge { get; private set; }

    internal ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, Length);

    /// <summary>Prepares for reading; <paramref name="expected"/> is a guess of the size that saves growing.</summary>
    internal void Begin(InvocationBuffers buffers, int expected)
    {
        _buffers = buffers;
        _expected = expected;
    }

    /// <summary>Reads from now on as bytes come, so that the child is never held up by a full pipe.</summary>
    internal void Watch() => _watch = _loop.Watch(_pipe, Readiness.Readable, this);

    internal void EnlargePipe(int bytes) => Descriptors.EnlargePipe(_pipe, bytes);

    /// <summary>Takes what is there, without waiting for the end: a grandchild may hold the pipe open for ever.</summary>
    internal void DrainAndClose()
    {
        Drain();
        Dispose();
    }

    void IReadyHandler.OnReady(Readiness readiness) => Drain();

    public void Dispose()
    {
        if (_watch >= 0)
            _loop.Forget(_watch);
        _watch = -1;
        _pipe.Dispose();
    }

    private void Drain()
    {
        while (_pipe.IsOpen && _buffers is not null && !IsTooLarge)
        {
            if (_bytes.Length == 0)
                _bytes = _buffers.Rent(Math.Max(MinimumBytes, Math.Min(_expected + 512, _limitBytes + 1)));
            else if (Length == _bytes.Length)
                _bytes = _buffers.Grow(_bytes, Length, _bytes.Length * 2);
            var n = Descriptors.Read(_pipe, _bytes.AsSpan(Length));
            if (n == -ErrorNumber.WouldBlock)
                return;
            if (n <= 0)
            {
                StopWatching();
                return;
            }

            Length += n;
            if (Length > _limitBytes)
            {
                IsTooLarge = true;
                StopWatching();
                _onTooLarge();
            }
        }
    }

    private void StopWatching()
    {
        if (_watch < 0)
            return;
        _loop.Unwatch(_watch, _pipe);
        _watch = -1;
    }
}
