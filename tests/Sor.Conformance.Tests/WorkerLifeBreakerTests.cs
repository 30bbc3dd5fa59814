namespace Sor.Conformance.Tests;

/// <summary>Workers that are wrong about their life or about single events.</summary>
public sealed class WorkerLifeBreakerTests
{
    [Theory]
    [InlineData("closes the channel", "frames.channel-open", "closed its channel")]
    [InlineData("empty reply", "frames.reply-body", "without a body")]
    [InlineData("error without type", "frames.members", "errorType")]
    [InlineData("unknown types", "frames.unknown", "exited with status 1")]
    [InlineData("unknown bodies", "frames.unknown", "exited with status 1")]
    [InlineData("other token", "frames.ping", "mine")]
    [InlineData("status", "frames.shutdown", "status 3")]
    [InlineData("large id", "frames.known-id", "never given")]
    [InlineData("crashes on nonsense", "payload.binary", "exited with status 1")]
    [InlineData("empty", "payload.empty", "exited with status 0")]
    [InlineData("no pong", "frames.ping", "no `pong`")]
    [InlineData("ignores shutdown", "frames.shutdown", "still ran")]
    [InlineData("ignores the end", "frames.end-of-file", "still ran")]
    [InlineData("last, and goes on", "frames.last", "still ran")]
    [InlineData("late", "frames.past-deadline", "no answer")]
    [InlineData("large", "payload.large", "no answer")]
    public void A_worker_is_caught(string how, string rule, string seen) => Breakers.AssertCaught("frames", how, rule, seen);
}
