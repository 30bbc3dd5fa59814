namespace Sor.Processes;

/// <summary>Memory that the waiting processes of all stages may hold together: a quarter of the function's.</summary>
public sealed class StandbyBudget(int? functionMemoryMb)
{
    private readonly long _limitBytes = functionMemoryMb is { } megabytes ? megabytes * 1024L * 1024 / 4 : long.MaxValue;
    private readonly Dictionary<object, long> _held = [];

    /// <summary>Notes what a stage's waiting processes hold; false when that is too much together with the other stages'.</summary>
    internal bool TryHold(object stage, long bytes)
    {
        _held[stage] = bytes;
        var total = 0L;
        foreach (var held in _held.Values)
            total += held;
        return total <= _limitBytes;
    }

    /// <summary>A stage holds nothing any more.</summary>
    internal void Release(object stage) => _held.Remove(stage);
}
