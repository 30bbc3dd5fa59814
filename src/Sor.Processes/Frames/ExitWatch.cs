using Sor.IO;
using Sor.Native;

namespace Sor.Processes;

/// <summary>Tells when a process has ended, by its process descriptor.</summary>
internal sealed class ExitWatch : IReadyHandler, IDisposable
{
    private readonly EventLoop _loop;
    private readonly ChildProcess _process;
    private readonly Action _onExit;
    private int _watch;

    internal ExitWatch(EventLoop loop, ChildProcess process, Action onExit)
    {
        _loop = loop;
        _process = process;
        _onExit = onExit;
        _watch = loop.Watch(process.Exit, Readiness.Readable, this);
    }

    void IReadyHandler.OnReady(Readiness readiness)
    {
        if (!_process.TryReap())
            return;
        Dispose();
        _onExit();
    }

    public void Dispose()
    {
        if (_watch < 0)
            return;
        _loop.Unwatch(_watch, _process.Exit);
        _watch = -1;
    }
}
