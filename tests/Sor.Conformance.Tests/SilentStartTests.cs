namespace Sor.Conformance.Tests;

/// <summary>Workers that are silent at the start or at the first event: each test waits in vain once. Classes run side by side.</summary>
public sealed class SilentStartTests
{
    [Theory]
    [InlineData("length too large", "frames.length", "not followed by as many bytes")]
    [InlineData("never ready", "frames.start", "no `ready`")]
    [InlineData("no answer", "answers", "no answer to the invocation")]
    [InlineData("no pong", "frames.ping", "no `pong`")]
    [InlineData("late", "frames.past-deadline", "no answer")]
    [InlineData("large", "payload.large", "no answer")]
    public void A_worker_is_caught(string how, string rule, string seen) => Breakers.AssertCaught("frames", how, rule, seen);
}
