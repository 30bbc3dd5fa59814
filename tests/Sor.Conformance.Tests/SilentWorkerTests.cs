namespace Sor.Conformance.Tests;

/// <summary>Workers that are silent later: each test waits in vain once. Classes run side by side.</summary>
public sealed class SilentWorkerTests
{
    [Theory]
    [InlineData("ignores shutdown", "frames.shutdown", "still ran")]
    [InlineData("ignores the end", "frames.end-of-file", "still ran")]
    [InlineData("late", "frames.past-deadline", "no answer")]
    [InlineData("large", "payload.large", "no answer")]
    [InlineData("last, and goes on", "frames.last", "still ran")]
    public void A_worker_is_caught(string how, string rule, string seen) => Breakers.AssertCaught("frames", how, rule, seen);
}
