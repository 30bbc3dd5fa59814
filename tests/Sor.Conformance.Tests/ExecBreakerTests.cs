namespace Sor.Conformance.Tests;

/// <summary>Executables that break a rule; and packages.</summary>
public sealed class ExecBreakerTests
{
    [Theory]
    [InlineData("prints nothing", "exec.output", "wrote nothing")]
    [InlineData("empty reply", "exec.reply-output", "status 80")]
    [InlineData("signal", "exec.no-crash", "SIGSEGV")]
    [InlineData("never ends", "exec.ends", "did not end")]
    [InlineData("notes", "exec.notes", "not JSON")]
    [InlineData("flood of notes", "exec.notes", "98304")]
    [InlineData("too much", "exec.output-limit", "bytes on STDOUT")]
    public void An_executable_is_caught(string how, string rule, string seen) => Breakers.AssertCaught("exec", how, rule, seen);

    [Fact]
    public void A_package_whose_vectors_fail_is_caught()
    {
        using var folder = new Sor.TestSupport.TemporaryFolder();
        folder.Write("middleware.json", """{"name":"same","version":"1.0.0","kind":"exec","command":["sh","-c","cat"],"phases":["before"]}""");
        folder.Write("vectors.json", """[{"name":"good","phase":"before","input":"{}","expect":{"outcome":"payload","output":"{}"}},{"name":"bad","phase":"before","input":"{}","expect":{"outcome":"reply"}}]""");

        var results = Programs.Run(Programs.Options(folder.Path));

        Assert.Equal([CheckOutcome.Passed, CheckOutcome.Failed], results.Where(result => result.Rule.Id == "package.vectors").Select(result => result.Outcome));
    }
}
