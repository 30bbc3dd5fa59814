namespace Sor.Integration.Tests;

/// <summary>The phase <c>error</c> over real executables.</summary>
public sealed class ErrorPhaseTests
{
    private const string Raise = """
        def handle(event, context):
            raise KeyError("gone")
        """;

    private const string AllPhases = "\"phases\":[\"before\",\"after\",\"error\"]";

    [Fact]
    public async Task A_stage_that_declares_error_is_told_the_failure()
    {
        using var function = new FunctionFolder().Python(Raise).Exec("watch", """
            #!/bin/sh
            [ $1 = error ] && exec tee -a seen
            cat
            """, AllPhases);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync("{}");

        answer.AssertErrorIs("KeyError", "gone");
        var seen = System.Text.Json.JsonDocument.Parse(function.Read("seen")).RootElement;
        Assert.Equal("KeyError", seen.GetProperty("errorType").GetString());
        Assert.Equal("handler", seen.GetProperty("stage").GetString());
        Assert.Equal("handle", seen.GetProperty("phase").GetString());
        Assert.Equal("handler", seen.GetProperty("class").GetString());
        Assert.NotEmpty(seen.GetProperty("stackTrace").EnumerateArray());
    }

    [Fact]
    public async Task A_payload_replaces_the_failure_and_outer_error_phases_see_the_new_one()
    {
        using var function = new FunctionFolder().Python(Raise)
            .Exec("outer", """
                #!/bin/sh
                [ $1 = error ] && exec tee -a outer.saw
                cat
                """, AllPhases)
            .Exec("translate", """
                #!/bin/sh
                [ $1 = error ] || exec cat
                cat >/dev/null
                echo '{"errorType":"App.NotFound","errorMessage":"no such order"}'
                """, AllPhases);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync("{}");

        answer.AssertErrorIs("App.NotFound", "no such order");
        Assert.Contains("\"App.NotFound\"", function.Read("outer.saw"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_recovers_and_outer_stages_run_their_after()
    {
        using var function = new FunctionFolder().Python(Raise)
            .Exec("outer", """
                #!/bin/sh
                line=$(cat)
                echo "$1" >>outer.phases
                echo "$line"
                """, AllPhases)
            .Exec("recover", """
                #!/bin/sh
                [ $1 = error ] || exec cat
                cat >/dev/null
                echo '{"recovered":true}'
                exit 80
                """, AllPhases);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync("{}");

        Assert.Equal("""{"recovered":true}""", answer.ResponseText());
        Assert.Equal("application/json", answer.ContentType);
        Assert.Equal("before\nafter\n", function.Read("outer.phases"));
    }

    [Fact]
    public async Task A_failure_inside_error_is_suppressed_and_the_first_one_stands()
    {
        using var function = new FunctionFolder().Python(Raise).Exec("broken", """
            #!/bin/sh
            cat
            [ $1 != error ]
            """, AllPhases);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync("{}");
        await run.WaitForPollAsync();

        answer.AssertErrorIs("KeyError", "gone");
        var phases = run.Records.Single(record => record.GetProperty("type").GetString() == "invocation").GetProperty("stages");
        var suppressed = phases.EnumerateArray().Single(phase => phase.GetProperty("phase").GetString() == "error");
        Assert.Equal("broken", suppressed.GetProperty("name").GetString());
        Assert.Equal("Runtime.StageFailed", suppressed.GetProperty("errorType").GetString());
        Assert.True(suppressed.GetProperty("suppressed").GetBoolean());
    }

    [Fact]
    public async Task Error_goes_innermost_first_never_to_the_failing_stage_and_not_to_those_that_have_not_begun()
    {
        const string Note = """
            #!/bin/sh
            line=$(cat)
            echo "$SOR_STAGE $1" >>phases
            echo "$line"
            """;
        using var function = new FunctionFolder()
            .Exec("a", Note, AllPhases)
            .Exec("b", Note)
            .Exec("c", Note, AllPhases)
            .Exec("failing", """
                #!/bin/sh
                cat >/dev/null
                echo "$SOR_STAGE $1" >>phases
                exit 1
                """, AllPhases)
            .Exec("d", """
                #!/bin/sh
                line=$(cat)
                echo "$SOR_STAGE $1" >>phases
                echo "$line"
                """, AllPhases);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync("{}");

        answer.AssertFailed("Runtime.StageFailed", "failing", "before", "status 1");
        var phases = function.Read("phases").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["failing before", "c error", "a error"], phases.Where(phase => phase.StartsWith("failing", StringComparison.Ordinal) || phase.EndsWith("error", StringComparison.Ordinal)));
        Assert.DoesNotContain("b after", phases);
        Assert.DoesNotContain("d before", phases);
    }

    [Fact]
    public async Task A_failing_after_goes_to_the_error_phases_outside_of_it()
    {
        using var function = new FunctionFolder()
            .Exec("outer", """
                #!/bin/sh
                [ $1 = error ] && exec tee -a outer.saw
                cat
                """, AllPhases)
            .Exec("failing", """
                #!/bin/sh
                [ $1 = error ] && exec tee -a failing.saw
                cat
                [ $1 = before ]
                """, AllPhases);
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.InvokeAsync("{}")).AssertFailed("Runtime.StageFailed", "failing", "after", "status 1");

        Assert.Contains("\"phase\":\"after\"", function.Read("outer.saw"), StringComparison.Ordinal);
        Assert.Equal("", function.Read("failing.saw"));
    }
}
