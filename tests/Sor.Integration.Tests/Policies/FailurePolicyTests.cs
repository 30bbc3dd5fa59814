using System.Text.Json;

namespace Sor.Integration.Tests;

/// <summary>What an operator says about failures holds for every kind of middleware, and each leaves a record, a count and a line in the log.</summary>
public sealed class FailurePolicyTests
{
    public static TheoryData<string, string> KindsAndTroubles => new()
    {
        { "exec", "fail" }, { "exec", "crash" }, { "exec", "hang" },
        { "lines", "fail" }, { "lines", "crash" }, { "lines", "hang" },
        { "frames", "fail" }, { "frames", "crash" }, { "frames", "hang" },
        { "wasm", "fail" }, { "wasm", "crash" }, { "wasm", "hang" },
    };

    [Theory]
    [MemberData(nameof(KindsAndTroubles))]
    public async Task A_skipped_stage_costs_its_budget_and_nothing_else(string kind, string what)
    {
        using var function = new FunctionFolder().With(kind, what, """
            "phases":["before"],"budgetMs":1500,"onFailure":"skip"
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("\"bad\"", (await run.InvokeAsync("\"bad\"")).ResponseText());
        Assert.Equal("\"bad\"", (await run.InvokeAsync("\"bad\"")).ResponseText());
        Assert.Equal("\"good\"", (await run.InvokeAsync("\"good\"")).ResponseText());
        await run.WaitForPollAsync();

        Assert.Equal(["skip 1", "skip 2"], run.Phases("trouble").Where(Failed).Select(phase => $"{phase.GetProperty("policy")} {phase.GetProperty("policyCount")}"));
        if (what == "hang")
            Assert.All(run.Phases("trouble").Where(Failed), phase => Assert.Equal("Runtime.StageTimeout", phase.GetProperty("errorType").GetString()));
        Assert.Contains("a failure of stage \"trouble\" did not fail the invocation, as its policy says (number 2 since the start)", run.Stderr.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(KindsAndTroubles))]
    public async Task A_fixed_reply_stands_in_for_a_stage_that_fails(string kind, string what)
    {
        using var function = new FunctionFolder().With(kind, what, """
            "phases":["before"],"budgetMs":1500,"onFailure":{"reply":{"busy":true}}
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync("\"bad\"");

        Assert.Equal("""{"busy":true}""", answer.ResponseText());
        Assert.Equal("application/json", answer.ContentType);
        Assert.Equal("\"good\"", (await run.InvokeAsync("\"good\"")).ResponseText());
        await run.WaitForPollAsync();
        Assert.Equal("reply", Assert.Single(run.Phases("trouble"), Failed).GetProperty("policy").GetString());
        Assert.Single(run.Phases("handler"));
    }

    [Theory]
    [InlineData("exec")]
    [InlineData("lines")]
    [InlineData("frames")]
    [InlineData("wasm")]
    public async Task A_stage_over_its_budget_fails_with_an_error_that_says_so(string kind)
    {
        using var function = new FunctionFolder().With(kind, "hang", """
            "phases":["before"],"budgetMs":1500
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.InvokeAsync("\"bad\"")).AssertFailed("Runtime.StageTimeout", "trouble", "before", "budget of 1500 ms");
        Assert.Equal("\"good\"", (await run.InvokeAsync("\"good\"")).ResponseText());
    }

    private static bool Failed(JsonElement phase) => phase.GetProperty("outcome").GetString() == "failure";
}
