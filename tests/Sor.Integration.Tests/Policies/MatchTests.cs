namespace Sor.Integration.Tests;

/// <summary>Stages that take part in some events only.</summary>
public sealed class MatchTests
{
    [Theory]
    [InlineData("exec")]
    [InlineData("lines")]
    [InlineData("frames")]
    public async Task A_stage_that_no_event_has_matched_is_not_started(string kind)
    {
        using var function = new FunctionFolder().With(kind, "crash", """
            "match":{"exact":{"trigger":"cron"}}
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("\"bad\"", (await run.InvokeAsync("\"bad\"")).ResponseText());

        await run.WaitForPollAsync();
        Assert.Empty(run.Processes());
        Assert.Empty(run.Phases("trouble"));
    }

    [Fact]
    public async Task What_an_outer_stage_has_noted_can_decide()
    {
        using var function = new FunctionFolder()
            .Exec("kinds", """
                #!/bin/sh
                event=$(cat)
                [ "$event" = '"vip"' ] && echo '{"attributes":{"level":"gold"}}' >&4
                printf %s "$event"
                """, """
                "phases":["before"]
                """)
            .Exec("welcome", """
                #!/bin/sh
                echo '"welcome"'
                """, """
                "phases":["after"],"match":{"prefix":{"attributes.kinds.level":"go"}}
                """);
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("\"other\"", (await run.InvokeAsync("\"other\"")).ResponseText());
        Assert.Equal("\"welcome\"", (await run.InvokeAsync("\"vip\"")).ResponseText());
        Assert.Equal("\"other\"", (await run.InvokeAsync("\"other\"")).ResponseText());
    }
}
