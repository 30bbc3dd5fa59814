using Sor.IO;
using Sor.Native;

namespace Sor.Processes;

/// <summary>A killed process takes a moment to end: its descriptor tells when, and nobody waits for it.</summary>
internal sealed class Reaper : IReadyHandler
{
    private readonly EventLoop _loop;
    private readonly ChildProcess _process;
    private readonly int _watch;

    private Reaper(EventLoop loop, ChildProcess process)
    {
        _loop = loop;
        _process = process;
        _watch = loop.Watch(process.Exit, Readiness.Readable, this);
    }

    /// <summary>Takes over a process that has been killed.</summary>
    internal static void Adopt(EventLoop loop, ChildProcess process)
    {
        if (process.TryReap())
            process.Dispose();
        else
            _ = new Reaper(loop, process);
    }

    void IReadyHandler.OnReady(Readiness readiness)
    {
        if (!_process.TryReap())
            return;
        _loop.Unwatch(_watch, _process.Exit);
        _process.Dispose();
    }
}
