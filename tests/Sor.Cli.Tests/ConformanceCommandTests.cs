using System.Text.Json;
using Sor.TestSupport;

namespace Sor.Cli.Tests;

/// <summary>What <c>sor conformance</c> prints and ends with; which rules it finds broken is tested with the library.</summary>
public sealed class ConformanceCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_program_that_keeps_the_contract_is_status_0()
    {
        var result = (await RunAsync("conformance", "/bin/cat", "--command", "sh -c cat")).ShouldExit(0);

        Assert.StartsWith("cat (exec)\n", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"\n[1-9][0-9]* passed, 0 failed, [0-9]+ not applicable, 0 not run\n$", result.Output);
    }

    [Fact]
    public async Task A_program_that_breaks_it_is_status_1_with_rule_sight_and_remedy()
    {
        var result = (await RunAsync("conformance", "/bin/true")).ShouldExit(1);

        Assert.Matches(@"  FAILED +exec\.output .*\n    rule:  .+\n    seen:  .+\n    mend:  .+\n", result.Output);
    }

    [Fact]
    public async Task The_report_is_json_for_programs()
    {
        var result = (await RunAsync("conformance", "/bin/true", "--json")).ShouldExit(1);

        using var document = JsonDocument.Parse(result.Output);
        var checks = document.RootElement.GetProperty("checks").EnumerateArray().ToList();
        var failed = checks.Where(check => check.GetProperty("outcome").GetString() == "failed").ToList();
        Assert.Equal(document.RootElement.GetProperty("failed").GetInt32(), failed.Count);
        Assert.All(failed, check => Assert.NotEqual("", check.GetProperty("mend").GetString()));
        Assert.All(checks.Where(check => check.GetProperty("outcome").GetString() == "notApplicable"), check => Assert.NotEqual("", check.GetProperty("seen").GetString()));
    }

    private Task<CliResult> RunAsync(params string[] arguments) => Cli.RunAsync(_folder.Path, arguments);
}
