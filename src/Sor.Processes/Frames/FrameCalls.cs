using Sor.IO;

namespace Sor.Processes;

/// <summary>
/// The events that a worker has been given, by id, and those that nobody waits for any more. Most workers take one event at a time: it has a place of
/// its own, because between two processes on one processor each table that is looked at costs.
/// </summary>
internal sealed class FrameCalls(EventLoop loop, Action<FrameCall> onCutOff)
{
    private FrameCall? _first;
    private Dictionary<long, FrameCall>? _others;
    private HashSet<long>? _abandoned;
    private FrameCall? _unused;
    private long _lastId;

    /// <summary>Events whose answer is waited for.</summary>
    internal int Active => (_first is null ? 0 : 1) + (_others?.Count ?? 0);

    /// <summary>Events that missed their cut-off and that the worker still owes an answer for: it may be at work on them.</summary>
    internal int Abandoned => _abandoned?.Count ?? 0;

    /// <summary>The id of the event that was given last.</summary>
    internal long LastId => _lastId;

    /// <summary>The id of the next event. Ids are never used twice on a channel, not even by an event that could not be sent.</summary>
    internal long NextId() => ++_lastId;

    /// <summary>Whose answer this is; null: nobody's.</summary>
    internal FrameCall? Find(long id) => _first?.Id == id ? _first : _others?.GetValueOrDefault(id);

    /// <summary>Begins to wait for the answer of the last id.</summary>
    internal ValueTask<Outcome> Begin(FrameTarget target, in Invocation invocation)
    {
        var call = _unused ?? new FrameCall(loop, this, onCutOff);
        _unused = call.NextUnused;
        var answer = call.Begin(_lastId, target, invocation);
        if (_first is null)
            _first = call;
        else
            (_others ??= []).Add(_lastId, call);
        return answer;
    }

    internal void Remove(FrameCall call)
    {
        if (_first == call)
            _first = null;
        else
            _ = _others?.Remove(call.Id);
    }

    /// <summary>Stops waiting for one; its place is taken until the worker answers.</summary>
    internal void Abandon(FrameCall call)
    {
        Remove(call);
        _ = (_abandoned ??= []).Add(call.Id);
    }

    /// <summary>Whether the id was abandoned; its place is free again then.</summary>
    internal bool TryForget(long id) => _abandoned?.Remove(id) ?? false;

    /// <summary>All that still wait; none does afterwards.</summary>
    internal FrameCall[] TakeAll()
    {
        var all = new FrameCall[Active];
        _others?.Values.CopyTo(all, 0);
        if (_first is not null)
            all[^1] = _first;
        _first = null;
        _others?.Clear();
        return all;
    }

    internal void Recycle(FrameCall call)
    {
        call.NextUnused = _unused;
        _unused = call;
    }
}
