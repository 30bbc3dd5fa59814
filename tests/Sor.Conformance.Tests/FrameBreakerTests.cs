namespace Sor.Conformance.Tests;

/// <summary>Workers whose frames are wrong.</summary>
public sealed class FrameBreakerTests
{
    [Theory]
    [InlineData("two answers", "frames.one-answer", "a second answer to id 1")]
    [InlineData("unknown id", "frames.known-id", "never given")]
    [InlineData("length too small", "frames.length", "behind the frame")]
    [InlineData("no JSON", "frames.header", "this is no header")]
    [InlineData("key twice", "frames.header", "twice")]
    [InlineData("header too long", "frames.header-size", "65536")]
    [InlineData("flood of notes", "frames.notes", "98304")]
    [InlineData("late note", "frames.known-id", "a note for id 1")]
    [InlineData("before hello", "frames.host-first", "hello from the worker")]
    [InlineData("version", "frames.ready", "version")]
    [InlineData("ready twice", "frames.ready", "second")]
    [InlineData("exit without answer", "answers", "exited with status 0")]
    [InlineData("length too large", "frames.length", "not followed by as many bytes")]
    [InlineData("never ready", "frames.start", "no `ready`")]
    [InlineData("no answer", "answers", "no answer to the invocation")]
    public void A_worker_is_caught(string how, string rule, string seen) => Breakers.AssertCaught("frames", how, rule, seen);
}
