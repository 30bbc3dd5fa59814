using Sor.IO;

namespace Sor.Processes;

/// <summary>The events that a worker has been given, by id, and those that nobody waits for any more.</summary>
internal sealed class FrameCalls(EventLoop loop, Action<FrameCall> onCutOff)
{
    private readonly Dictionary<long, FrameCall> _active = [];
    private readonly HashSet<long> _abandoned = [];
    private readonly Stack<FrameCall> _unused = new();
    private long _lastId;

    /// <summary>Events whose answer is waited for.</summary>
    internal int Active => _active.Count;

    /// <summary>Events that missed their cut-off and that the worker still owes an answer for: it may be at work on them.</summary>
    internal int Abandoned => _abandoned.Count;

    /// <summary>The id of the event that was given last.</summary>
    internal long LastId => _lastId;

    /// <summary>The id of the next event. Ids are never used twice on a channel, not even by an event that could not be sent.</summary>
    internal long NextId() => ++_lastId;

    /// <summary>Whose answer this is; null: nobody's.</summary>
    internal FrameCall? Find(long id) => _active.GetValueOrDefault(id);

    /// <summary>Begins to wait for the answer of the last id.</summary>
    internal ValueTask<Outcome> Begin(FrameTarget target, in Invocation invocation)
    {
        if (!_unused.TryPop(out var call))
            call = new FrameCall(loop, this, onCutOff);
        _active.Add(_lastId, call);
        return call.Begin(_lastId, target, invocation);
    }

    internal void Remove(FrameCall call) => _active.Remove(call.Id);

    /// <summary>Stops waiting for one; its place is taken until the worker answers.</summary>
    internal void Abandon(FrameCall call)
    {
        _ = _active.Remove(call.Id);
        _ = _abandoned.Add(call.Id);
    }

    /// <summary>Whether the id was abandoned; its place is free again then.</summary>
    internal bool TryForget(long id) => _abandoned.Remove(id);

    /// <summary>All that still wait; none does afterwards.</summary>
    internal FrameCall[] TakeAll()
    {
        if (_active.Count == 0)
            return [];
        var all = new FrameCall[_active.Count];
        _active.Values.CopyTo(all, 0);
        _active.Clear();
        return all;
    }

    internal void Recycle(FrameCall call) => _unused.Push(call);
}
