using System.Collections.Concurrent;
using Sor.Native;

namespace Sor.IO;

/// <summary>Lets another thread (a signal's) run an action on the loop's thread. Made on first use: most lives never need it.</summary>
internal sealed class WakeUp(EventLoop loop) : IReadyHandler, IDisposable
{
    private readonly ConcurrentQueue<Action> _actions = new();
    private Descriptor? _read;
    private Descriptor? _write;
    private int _watch;

    /// <summary>Must first be called on the loop's thread, see <see cref="Prepare"/>.</summary>
    internal void Post(Action action)
    {
        _actions.Enqueue(action);
        if (_write is { } write)
            _ = Descriptors.Write(write, "!"u8);
    }

    internal void Prepare()
    {
        if (_read is not null)
            return;
        (_read, _write) = Descriptors.Pipe(nonBlockingRead: true, nonBlockingWrite: true);
        _watch = loop.Watch(_read, Readiness.Readable, this);
    }

    void IReadyHandler.OnReady(Readiness readiness)
    {
        Span<byte> scratch = stackalloc byte[64];
        _ = Descriptors.Read(_read!, scratch);
        while (_actions.TryDequeue(out var action))
            action();
    }

    public void Dispose()
    {
        if (_read is null)
            return;
        loop.Unwatch(_watch, _read);
        _read.Dispose();
        _write!.Dispose();
    }
}
