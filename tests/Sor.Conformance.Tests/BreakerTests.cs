namespace Sor.Conformance.Tests;

/// <summary>A program that breaks a rule is caught, by that rule, and told what was seen and how to mend it.</summary>
public sealed class BreakerTests
{
    [Theory]
    [InlineData("two answers", "frames.one-answer", "a second answer to id 1")]
    [InlineData("unknown id", "frames.known-id", "never given")]
    [InlineData("length too large", "frames.length", "not followed by as many bytes")]
    [InlineData("length too small", "frames.length", "behind the frame")]
    [InlineData("no JSON", "frames.header", "this is no header")]
    [InlineData("key twice", "frames.header", "twice")]
    [InlineData("header too long", "frames.header-size", "65536")]
    [InlineData("flood of notes", "frames.notes", "98304")]
    [InlineData("late note", "frames.known-id", "a note for id 1")]
    [InlineData("before hello", "frames.host-first", "hello from the worker")]
    [InlineData("version", "frames.ready", "version")]
    [InlineData("ready twice", "frames.ready", "second")]
    [InlineData("never ready", "frames.start", "no `ready`")]
    [InlineData("exit without answer", "answers", "exited with status 0")]
    [InlineData("no answer", "answers", "no answer to the invocation")]
    [InlineData("closes the channel", "frames.channel-open", "closed its channel")]
    [InlineData("empty reply", "frames.reply-body", "without a body")]
    [InlineData("error without type", "frames.members", "errorType")]
    [InlineData("unknown types", "frames.unknown", "exited with status 1")]
    [InlineData("unknown bodies", "frames.unknown", "exited with status 1")]
    [InlineData("other token", "frames.ping", "mine")]
    [InlineData("no pong", "frames.ping", "no `pong`")]
    [InlineData("ignores shutdown", "frames.shutdown", "still ran")]
    [InlineData("status", "frames.shutdown", "status 3")]
    [InlineData("ignores the end", "frames.end-of-file", "still ran")]
    [InlineData("late", "frames.past-deadline", "no answer")]
    [InlineData("large id", "frames.known-id", "never given")]
    [InlineData("crashes on nonsense", "payload.binary", "exited with status 1")]
    [InlineData("large", "payload.large", "no answer")]
    [InlineData("empty", "payload.empty", "exited with status 0")]
    public void A_worker_is_caught(string how, string rule, string seen) => AssertCaught("frames", how, rule, seen);

    [Theory]
    [InlineData("prints nothing", "exec.output", "wrote nothing")]
    [InlineData("empty reply", "exec.reply-output", "status 80")]
    [InlineData("signal", "exec.no-crash", "SIGSEGV")]
    [InlineData("never ends", "exec.ends", "did not end")]
    [InlineData("notes", "exec.notes", "not JSON")]
    [InlineData("flood of notes", "exec.notes", "98304")]
    [InlineData("too much", "exec.output-limit", "bytes on STDOUT")]
    public void An_executable_is_caught(string how, string rule, string seen) => AssertCaught("exec", how, rule, seen);

    [Theory]
    [InlineData("banner", "lines.unasked", "worker 1.0")]
    [InlineData("no answer", "answers", "no answer")]
    [InlineData("two lines", "lines.one-answer", "further line")]
    [InlineData("no line feed", "lines.line", "without a line feed")]
    [InlineData("no JSON", "lines.json", "done")]
    [InlineData("exit", "answers", "exited with status 0")]
    [InlineData("ignores the end", "lines.end-of-file", "still ran")]
    public void A_line_worker_is_caught(string how, string rule, string seen) => AssertCaught("lines", how, rule, seen);

    [Theory]
    [InlineData("other id", "lines.id", "id")]
    [InlineData("nothing in it", "lines.members", "exactly one")]
    [InlineData("both", "lines.members", "exactly one")]
    public void A_line_worker_with_envelopes_is_caught(string how, string rule, string seen) => AssertCaught("lines", how, rule, seen, envelope: true);

    [Fact]
    public void A_package_whose_vectors_fail_is_caught()
    {
        using var folder = new Sor.TestSupport.TemporaryFolder();
        folder.Write("middleware.json", """{"name":"same","kind":"exec","command":["cat"],"phases":["before"]}""");
        folder.Write("vectors.json", """[{"name":"good","phase":"before","input":"{}","expect":{"outcome":"payload","output":"{}"}},{"name":"bad","phase":"before","input":"{}","expect":{"outcome":"reply"}}]""");

        var results = Programs.Run(Programs.Options(folder.Path));

        Assert.Equal([CheckOutcome.Passed, CheckOutcome.Failed], results.Where(result => result.Rule.Id == "package.vectors").Select(result => result.Outcome));
    }

    private static void AssertCaught(string program, string how, string rule, string seen, bool envelope = false)
    {
        var config = envelope ? $$"""{"break":"{{how}}","envelope":true}""" : $$"""{"break":"{{how}}"}""";
        var options = Programs.Options($"breakers/{program}") with { Kind = program, ConfigJson = config, IsEnvelope = envelope, Phases = ["before"] };

        var failed = Programs.Run(options).Where(result => result.Outcome == CheckOutcome.Failed).ToList();

        Assert.Equal(rule, failed.FirstOrDefault()?.Rule.Id);
        Assert.Contains(seen, failed[0].Seen, StringComparison.Ordinal);
        Assert.NotEqual("", failed[0].Rule.Mend);
    }
}
