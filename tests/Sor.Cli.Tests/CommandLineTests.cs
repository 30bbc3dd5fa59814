using System.Text.Json;
using Sor.TestSupport;

namespace Sor.Cli.Tests;

/// <summary>What needs no server: help, mistakes, missing things.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--help")]
    [InlineData("dev", "--help")]
    [InlineData("invoke", "--help")]
    [InlineData("build", "--help")]
    [InlineData("conformance", "--help")]
    public async Task Help_teaches_by_examples(params string[] arguments)
    {
        var result = (await RunAsync(arguments)).ShouldExit(0);

        Assert.Contains("Examples:\n  sor ", result.Output, StringComparison.Ordinal);
        Assert.Equal("", result.Error);
    }

    [Theory]
    [InlineData("no-such-verb")]
    [InlineData("dev", "--port", "70000")]
    [InlineData("dev", "--port", "x")]
    [InlineData("dev", "--layer", "a.zip")]
    [InlineData("dev", "--zip", "a.zip", "--bootstrap", "b")]
    [InlineData("invoke", "--async", "--dry-run")]
    [InlineData("invoke", "--event", "@no-such-file")]
    [InlineData("invoke", "--endpoint", "not an address")]
    [InlineData("build", "--no-such-option")]
    [InlineData("conformance")]
    [InlineData("conformance", "no-such-program")]
    [InlineData("conformance", ".")]
    [InlineData("conformance", "x", "--kind", "wire")]
    [InlineData("conformance", "x", "--patience", "0")]
    [InlineData("conformance", "x", "--phases", "during")]
    [InlineData("conformance", "x", "--handler", "a.b")]
    [InlineData("conformance", "x", "--stage-config", "nowhere.json")]
    [InlineData("conformance", ".", "--runtime", "cobol", "--handler", "a.b")]
    public async Task A_mistake_on_the_command_line_is_told_with_its_remedy(params string[] arguments)
    {
        var result = (await RunAsync(arguments)).ShouldExit(2);

        Assert.Equal("", result.Output);
        Assert.Matches("^sor: error SOR30[0-9]{2}: [^\n]+\n(  where:   [^\n]+\n)?  fix:     [^\n]+\n", result.Error);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_status_5()
    {
        var result = (await RunAsync("invoke", "--endpoint", "http://127.0.0.1:1")).ShouldExit(5);

        Assert.Contains("SOR3101", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problems_are_json_for_programs()
    {
        var result = (await RunAsync("invoke", "--json", "--endpoint", "http://127.0.0.1:1")).ShouldExit(5);

        using var document = JsonDocument.Parse(result.Output);
        var problem = document.RootElement.GetProperty("problems")[0];
        Assert.Equal("SOR3101", problem.GetProperty("code").GetString());
        Assert.NotEqual("", problem.GetProperty("fix").GetString());
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task A_folder_without_a_function_is_not_served()
    {
        var result = (await RunAsync("dev")).ShouldExit(3);

        Assert.Contains("SOR2001: the folder holds no sor.yaml", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bootstrap_that_is_missing_is_told()
    {
        _folder.Write("sor.yaml", "name: a\nruntime: echo\n");

        var result = (await RunAsync("dev", "--bootstrap", "nowhere")).ShouldExit(6);

        Assert.Contains("SOR2101", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_that_is_none_is_not_served()
    {
        _folder.Write("a.zip", "not a zip");

        var result = (await RunAsync("dev", "--zip", "a.zip")).ShouldExit(3);

        Assert.Contains("a.zip", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_configuration_is_not_built()
    {
        _folder.Write("sor.yaml", "name: a\nruntime: pyhton\n");

        var result = (await RunAsync("build")).ShouldExit(3);
        var json = (await RunAsync("build", "--json")).ShouldExit(3);

        Assert.Contains("sor.yaml:2:10", result.Error, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(json.Output);
        Assert.False(document.RootElement.GetProperty("succeeded").GetBoolean());
        Assert.Equal(2, document.RootElement.GetProperty("problems")[0].GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task The_version_is_told() => Assert.Matches(@"^\d+\.\d+\.\d+\n$", (await RunAsync("--version")).ShouldExit(0).Output);

    private Task<CliResult> RunAsync(params string[] arguments) => Cli.RunAsync(_folder.Path, arguments);
}
