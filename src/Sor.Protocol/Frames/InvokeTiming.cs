namespace Sor.Protocol;

/// <summary>What one <c>invoke</c> tells about time, and for which stage it is.</summary>
/// <param name="Stage">Stage whose state goes along.</param>
/// <param name="DeadlineUnixMs">When the answer is due; null: no deadline.</param>
/// <param name="CancelAtUnixMs">When the worker should stop by itself; null: not told.</param>
public readonly record struct InvokeTiming(string Stage, long? DeadlineUnixMs, long? CancelAtUnixMs);
