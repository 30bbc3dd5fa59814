namespace Sor.Integration.Tests;

/// <summary>A stage's configuration is checked against its package's manifest before anything starts; the error names the stage and the key.</summary>
public sealed class ConfigurationCheckTests
{
    [Theory]
    [InlineData("""{"pointers":["/a",7]}""", "config.pointers[1] must be of type string, and is a number")]
    [InlineData("""{"pointers":[],"mask":"*"}""", "config.mask is not allowed here")]
    [InlineData("""{"with":"*"}""", "config.pointers is missing")]
    [InlineData(null, "config.pointers is missing")]
    public async Task A_configuration_that_a_manifest_does_not_allow_is_refused(string? config, string problem)
    {
        using var function = Function("redact", config);
        await using var run = BootstrapRun.Begin(function, new BootstrapOptions());

        Assert.Equal(1, await run.WaitForExitAsync());

        var answer = new Answer(Assert.Single(run.Api.Requests));
        Assert.Equal("Runtime.InvalidConfiguration", answer.ErrorType);
        Assert.Contains($"middleware \"redact\": {problem}", answer.ErrorMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("/a", answer.ErrorMessage, StringComparison.Ordinal);
        await run.LeavesNothingAsync();
    }

    [Fact]
    public async Task A_configuration_that_a_manifest_allows_is_used()
    {
        using var function = Function("redact", """{"pointers":["/a"],"with":"*"}""");
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("""{"a":"*"}""", (await run.InvokeAsync("""{"a":1}""")).ResponseText());
    }

    private static FunctionFolder Function(string use, string? config) => new()
    {
        Configuration = $$"""{"version":1,"name":"checked","runtime":"echo","pipeline":[{"use":"{{use}}","phases":["before"]{{(config is null ? "" : $",\"config\":{config}")}}}]}""",
    };
}
