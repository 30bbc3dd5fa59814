namespace Sor.Conformance.Tests;

/// <summary>Line workers that break a rule.</summary>
public sealed class LineBreakerTests
{
    [Theory]
    [InlineData("banner", "lines.unasked", "worker 1.0")]
    [InlineData("no answer", "answers", "no answer")]
    [InlineData("two lines", "lines.one-answer", "further line")]
    [InlineData("no line feed", "lines.line", "without a line feed")]
    [InlineData("no JSON", "lines.json", "done")]
    [InlineData("exit", "answers", "exited with status 0")]
    [InlineData("ignores the end", "lines.end-of-file", "still ran")]
    public void A_line_worker_is_caught(string how, string rule, string seen) => Breakers.AssertCaught("lines", how, rule, seen);

    [Theory]
    [InlineData("other id", "lines.id", "id")]
    [InlineData("nothing in it", "lines.members", "exactly one")]
    [InlineData("both", "lines.members", "exactly one")]
    public void A_line_worker_with_envelopes_is_caught(string how, string rule, string seen) => Breakers.AssertCaught("lines", how, rule, seen, envelope: true);
}
