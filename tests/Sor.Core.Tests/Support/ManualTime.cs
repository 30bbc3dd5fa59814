namespace Sor.Core.Tests;

/// <summary>A clock that a test moves; 1,000 ticks a second.</summary>
internal sealed class ManualTime
{
    public const long TicksPerSecond = 1000;

    private long _now;

    public long GetTimestamp() => _now;

    public void Advance(long ticks) => _now += ticks;
}
