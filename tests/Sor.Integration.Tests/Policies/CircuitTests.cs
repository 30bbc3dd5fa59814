namespace Sor.Integration.Tests;

/// <summary>A stage that breaks down again and again is left alone for a while, visibly.</summary>
public sealed class CircuitTests
{
    [Theory]
    [InlineData("exec")]
    [InlineData("lines")]
    [InlineData("frames")]
    public async Task After_some_breakdowns_in_a_row_it_is_neither_started_nor_asked(string kind)
    {
        using var function = new FunctionFolder().With(kind, "crash", """
            "phases":["before"],"restart":{"failures":2,"backoffMs":3600000,"limitMs":3600000}
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        for (var i = 0; i < 2; i++)
            (await run.InvokeAsync("\"bad\"")).AssertFailed("Runtime.StageFailed", "trouble", "before", "signal 9");

        (await run.InvokeAsync("\"good\"")).AssertFailed("Runtime.StageUnavailable", "trouble", "before", "left alone for a while after 2 breakdowns in a row");
        await run.WaitForPollAsync();
        var record = Assert.Single(run.OfType("circuit"));
        Assert.Equal("trouble open 2 1", $"{record.GetProperty("stage")} {record.GetProperty("state")} {record.GetProperty("breakdowns")} {record.GetProperty("count")}");
        Assert.Contains("circuit of stage \"trouble\" opened after 2 breakdowns in a row", run.Stderr.Text, StringComparison.Ordinal);
        if (kind != "exec")
            Assert.Empty(run.Processes());
    }

    [Theory]
    [InlineData("exec")]
    [InlineData("lines")]
    [InlineData("frames")]
    public async Task When_the_time_is_over_an_event_tries_it_and_it_works_again(string kind)
    {
        using var function = new FunctionFolder().With(kind, "crash", """
            "phases":["before"],"onFailure":"skip","restart":{"failures":1,"backoffMs":10,"limitMs":10}
            """);
        await using var run = await BootstrapRun.StartAsync(function);
        _ = await run.InvokeAsync("\"bad\"");

        // The time that it is left alone, ten times over.
        await Task.Delay(100);

        Assert.Equal("\"good\"", (await run.InvokeAsync("\"good\"")).ResponseText());
        await run.WaitForPollAsync();
        Assert.Equal(["open", "trial", "closed"], run.OfType("circuit").Select(record => record.GetProperty("state").GetString()));
        Assert.Equal("payload", run.Phases("trouble").Last().GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_module_that_runs_over_its_budget_again_and_again_is_left_alone_and_its_process_serves_on()
    {
        using var function = new FunctionFolder().With("wasm", "hang", """
            "phases":["before"],"budgetMs":400,"restart":{"failures":2,"backoffMs":3600000,"limitMs":3600000}
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        for (var i = 0; i < 2; i++)
            (await run.InvokeAsync("\"bad\"")).AssertFailed("Runtime.StageTimeout", "trouble", "before", "budget of 400 ms");

        (await run.InvokeAsync("\"good\"")).AssertFailed("Runtime.StageUnavailable", "trouble", "before", "left alone for a while after 2 breakdowns in a row");
        await run.WaitForPollAsync();
        Assert.Equal("open", Assert.Single(run.OfType("circuit")).GetProperty("state").GetString());
        Assert.Empty(run.OfType("restart"));
    }

    [Fact]
    public async Task Failures_in_good_order_never_open_it()
    {
        using var function = new FunctionFolder().With("frames", "fail", """
            "phases":["before"],"restart":{"failures":1,"backoffMs":3600000,"limitMs":3600000}
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        for (var i = 0; i < 3; i++)
            (await run.InvokeAsync("\"bad\"")).AssertErrorIs("Bad", "bad event");

        Assert.Equal("\"good\"", (await run.InvokeAsync("\"good\"")).ResponseText());
        Assert.Empty(run.OfType("circuit"));
    }

    [Fact]
    public async Task Each_restart_is_recorded_with_its_count()
    {
        using var function = new FunctionFolder().With("frames", "crash", """
            "phases":["before"],"onFailure":"skip"
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        _ = await run.InvokeAsync("\"bad\"");
        _ = await run.InvokeAsync("\"bad\"");
        await run.WaitForPollAsync();

        Assert.Equal(["trouble 1", "trouble 2"], run.OfType("restart").Select(record => $"{record.GetProperty("stage")} {record.GetProperty("count")}"));
    }
}
