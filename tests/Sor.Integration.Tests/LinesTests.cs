namespace Sor.Integration.Tests;

/// <summary>Filters that stay alive, as middlewares of a function.</summary>
public sealed class LinesTests
{
    [Fact]
    public async Task An_ordinary_filter_serves_event_after_event_in_one_process()
    {
        using var function = Filter("redact", "#!/bin/sh\nexec jq -c --unbuffered 'del(.password)'\n");
        await using var run = await BootstrapRun.StartAsync(function);
        var process = Assert.Single(run.Processes());

        for (var i = 0; i < 20; i++)
            Assert.Equal($$"""{"user":{{i}}}""", (await run.InvokeAsync($$"""{"user":{{i}},"password":"secret"}""")).ResponseText());

        Assert.Equal(process, Assert.Single(run.Processes()));
        await run.WaitForPollAsync();
        Assert.Contains(run.Records, record => record.GetProperty("type").GetString() == "invocation"
            && record.GetProperty("stages").EnumerateArray().Any(stage => stage.GetProperty("name").GetString() == "redact" && stage.GetProperty("kind").GetString() == "lines"));
    }

    [Theory]
    [InlineData("printf '%s\\n%s\\n' \"$line\" \"$line\"", "more than one line")]
    [InlineData("echo no", "not one JSON document")]
    [InlineData("exit 3", "exited with status 3")]
    public async Task A_filter_that_breaks_the_rules_is_named_and_replaced(string what, string message)
    {
        using var function = Filter("trouble", $$"""
            #!/bin/sh
            while read -r line; do
                if [ "$line" = '"bad"' ]; then
                    {{what}}
                else
                    echo "$line"
                fi
            done
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.SurvivesAsync("\"bad\"")).AssertFailed("Runtime.StageFailed", "trouble", "before", message);
    }

    [Fact]
    public async Task A_filter_that_does_not_answer_is_ended_at_the_cut_off_and_replaced()
    {
        using var function = Filter("slow", """
            #!/bin/sh
            while read -r line; do
                [ "$line" = '"bad"' ] && sleep 600
                echo "$line"
            done
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.SurvivesAsync(Timeouts.Short("\"bad\""))).AssertFailed("Runtime.StageTimeout", "slow", "before", "was still running");
    }

    private static FunctionFolder Filter(string name, string program) => new FunctionFolder().Executable($"middlewares/{name}", program).Stage(name, "lines");
}
