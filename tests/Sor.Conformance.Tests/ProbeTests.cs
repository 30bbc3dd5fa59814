namespace Sor.Conformance.Tests;

/// <summary>Programs that keep the contract, in several languages, pass; what does not concern them is said, not counted.</summary>
public sealed class ProbeTests
{
    [Theory]
    [InlineData("python", 3)]
    [InlineData("node", 3)]
    [InlineData("shell", 4)]
    [InlineData("lines", 10)]
    [InlineData("c", 3)]
    [InlineData("csharp", 1)]
    public void A_probe_passes(string language, int notApplicable)
    {
        if (language == "c")
            Programs.Compile();

        List<CheckResult> results = [.. Programs.Run(Programs.Options($"probes/{language}") with { IsProbe = true })];

        AssertGood(results);
        Assert.True(results.Count(result => result.Outcome == CheckOutcome.NotApplicable) <= notApplicable);
    }

    [Theory]
    [InlineData("python")]
    [InlineData("node")]
    public void A_helper_passes_as_an_executable_too(string language) =>
        AssertGood([.. Programs.Run(Programs.Options($"probes/{language}/probe") with { IsProbe = true })]);

    [Theory]
    [InlineData("python")]
    [InlineData("node")]
    public void A_language_runtime_passes(string language) =>
        AssertGood([.. Programs.Run(Programs.Options($"probes/{language}-handler") with { Runtime = language, Handler = "app.handle", IsProbe = true })]);

    [Theory]
    [InlineData("jq -c --unbuffered .")]
    [InlineData("cat")]
    public void A_filter_is_a_line_worker(string command) =>
        AssertGood([.. Programs.Run(Programs.Options("breakers/lines") with { Kind = "lines", Command = command })]);

    [Fact]
    public void Ignoring_the_input_is_allowed() =>
        AssertGood([.. Programs.Run(Programs.Options("breakers/exec") with { ConfigJson = """{"break":"ignores its input"}""" })]);

    [Fact]
    public void A_worker_may_end_after_each_answer_if_it_says_so() =>
        AssertGood([.. Programs.Run(Programs.Options("breakers/frames") with { Kind = "frames", ConfigJson = """{"break":"last, and ends"}""", Phases = ["before"] })]);

    private static void AssertGood(IReadOnlyList<CheckResult> results)
    {
        var bad = results.Where(result => result.Outcome is CheckOutcome.Failed or CheckOutcome.NotRun).Select(result => $"{result.Rule.Id} {result.Name}: {result.Seen}").ToList();
        Assert.True(bad.Count == 0, string.Join('\n', bad));
        Assert.Contains(results, result => result.Outcome == CheckOutcome.Passed);
        Assert.All(results.Where(result => result.Outcome == CheckOutcome.NotApplicable), result => Assert.NotEqual("", result.Seen));
    }
}
