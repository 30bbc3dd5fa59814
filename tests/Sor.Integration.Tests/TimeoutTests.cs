namespace Sor.Integration.Tests;

/// <summary>Whatever still runs when the reserve before the deadline begins is ended, named in the error, and replaced; the way out has the reserve.</summary>
public sealed class TimeoutTests
{
    [Fact]
    public async Task A_handler_is_replaced_and_its_successor_serves_the_next_event()
    {
        using var function = new FunctionFolder().Python("""
            import os, time
            def handle(event, context):
                if event == "hang":
                    time.sleep(600)
                return os.getpid()
            """);
        await using var run = await BootstrapRun.StartAsync(function);
        var first = (await run.InvokeAsync("1")).Json.GetInt32();
        var level = await run.LevelAsync();

        (await run.InvokeAsync(Timeouts.Short("\"hang\""))).AssertFailed("Runtime.HandlerTimeout", "handler", "handle", "was still running");
        await run.WaitForPollAsync();
        await Wait.UntilAsync(() => !ProcessTable.IsAlive(first), () => "the stuck handler lives on");
        var second = (await run.InvokeAsync("2")).Json.GetInt32();

        Assert.NotEqual(first, second);
        await run.ReturnsToAsync(level);
        Assert.Contains(run.Records, record => record.GetProperty("type").GetString() == "restart" && record.GetProperty("stage").GetString() == "handler");
    }

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task An_executable_is_named_with_its_phase(string phase)
    {
        using var function = new FunctionFolder().Exec("slow", $$"""
            #!/bin/sh
            event=$(cat)
            [ "$event$1" = '"bad"{{phase}}' ] && exec sleep 600
            echo "$event"
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.SurvivesAsync(Timeouts.Short("\"bad\""))).AssertFailed("Runtime.StageTimeout", "slow", phase, "was still running");
    }

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task A_persistent_middleware_is_named_with_its_phase_and_replaced(string phase)
    {
        using var function = new FunctionFolder().Frames("slow", RawFrames.Program($$"""
            def invoke(header, body):
                if body == b'"bad"' and header["phase"] == "{{phase}}":
                    time.sleep(600)
                send({"type": "result", "id": header["id"]}, body)
            """));
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.SurvivesAsync(Timeouts.Short("\"bad\""))).AssertFailed("Runtime.StageTimeout", "slow", phase, "was still running");
    }

    [Fact]
    public async Task An_executable_as_the_handler_is_ended()
    {
        using var function = new FunctionFolder().Handler("""
            "runtime":"exec","command":["./run"]
            """).Executable("run", """
            #!/bin/sh
            event=$(cat)
            [ "$event" = '"bad"' ] && sleep 600
            echo "$event"
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.SurvivesAsync(Timeouts.Short("\"bad\""))).AssertFailed("Runtime.HandlerTimeout", "handler", "handle", "was still running");
    }

    [Fact]
    public async Task A_middleware_that_cannot_be_given_a_large_event_in_time_is_ended()
    {
        using var function = new FunctionFolder().Frames("stuck", RawFrames.Script("""
            receive()
            send({"type": "ready", "version": 1})
            while True:
                header, body = receive()
                send({"type": "result", "id": header["id"]}, body)
                if body == b'"stop reading"':
                    time.sleep(600)
            """), """
            "phases":["before"]
            """);
        await using var run = await BootstrapRun.StartAsync(function);
        Assert.Equal("\"good\"", (await run.InvokeAsync("\"good\"")).ResponseText());
        var level = await run.LevelAsync();
        Assert.Equal("\"stop reading\"", (await run.InvokeAsync("\"stop reading\"")).ResponseText());

        (await run.InvokeAsync(Timeouts.Short("") with { Body = Payloads.OfSize(6_291_456) })).AssertFailed("Runtime.StageTimeout", "stuck", "before", "was still running");

        Assert.Equal("\"good\"", (await run.InvokeAsync("\"good\"")).ResponseText());
        await run.ReturnsToAsync(level);
    }

    [Theory]
    [InlineData("""{"use":"./middlewares/hang","kind":"exec","phases":["before"]}""", "Runtime.StageTimeout")]
    [InlineData("""{"use":"./middlewares/hang","kind":"exec","phases":["after"],"budgetMs":500}""", "Runtime.StageTimeout")]
    [InlineData(null, "Runtime.HandlerTimeout")]
    public async Task Outer_error_phases_have_the_reserve(string? inner, string errorType)
    {
        using var function = new FunctionFolder().Python("""
            import time
            def handle(event, context):
                if event == "hang":
                    time.sleep(600)
                return event
            """).Executable("middlewares/hang", """
            #!/bin/sh
            event=$(cat)
            [ "$event" = '"stage"' ] && sleep 600
            echo "$event"
            """).Executable("middlewares/recover", RawFrames.Program("""
            def invoke(header, body):
                send({"type": "reply", "id": header["id"]}, b'{"instead of":"' + json.loads(body)["errorType"].encode() + b'"}')
            """));
        var stages = inner is null ? "" : "," + inner;
        function.Configuration = $$"""{"version":1,"name":"under-test","runtime":"python","handler":"app.handle","pipeline":[{"use":"./middlewares/recover","kind":"frames","phases":["error"]}{{stages}}]}""";
        await using var run = await BootstrapRun.StartAsync(function);
        Assert.Equal("\"good\"", (await run.InvokeAsync("\"good\"")).ResponseText());

        var answer = await run.InvokeAsync(new FakeEvent { Text = inner is null ? "\"hang\"" : "\"stage\"", Timeout = TimeSpan.FromSeconds(4) });

        Assert.Equal($$"""{"instead of":"{{errorType}}"}""", answer.ResponseText());
        Assert.Equal("\"good\"", (await run.InvokeAsync("\"good\"")).ResponseText());
    }

    [Fact]
    public async Task A_request_whose_handler_hangs_is_answered_with_504_where_errors_stands()
    {
        using var function = new FunctionFolder().Python("""
            import time
            def handle(request, context):
                time.sleep(600)
            """);
        function.Configuration = """{"version":1,"name":"under-test","runtime":"python","handler":"app.handle","pipeline":[{"use":"http"},{"use":"errors"}]}""";
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync(new FakeEvent
        {
            Text = """{"version":"2.0","rawPath":"/","headers":{},"requestContext":{"stage":"$default","http":{"method":"GET","sourceIp":"192.0.2.1"},"domainName":"api.example"},"isBase64Encoded":false}""",
            Timeout = TimeSpan.FromSeconds(4),
        });

        Assert.Equal(504, answer.Json.GetProperty("statusCode").GetInt32());
        Assert.Equal("application/problem+json", answer.Json.GetProperty("headers").GetProperty("content-type").GetString());
    }

    [Fact]
    public async Task The_functions_own_timeout_counts_where_the_platform_names_no_deadline()
    {
        using var function = new FunctionFolder { Settings = "\"timeoutMs\":1500" }.Python("""
            import time
            def handle(event, context):
                if event == "bad":
                    time.sleep(600)
                return event
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.SurvivesAsync(new FakeEvent { Text = "\"bad\"", Timeout = null })).AssertFailed("Runtime.HandlerTimeout", "handler", "handle", "was still running");
    }

    [Fact]
    public async Task A_handler_that_is_not_ready_again_in_time_is_a_timeout_too()
    {
        using var function = new FunctionFolder().Python("""
            import os, time
            if os.path.exists("slow"):
                os.remove("slow")
                open("loading", "w").close()
                time.sleep(600)
            def handle(event, context):
                return os.getpid()
            """);
        await using var run = await BootstrapRun.StartAsync(function);
        var pid = (await run.InvokeAsync("1")).Json.GetInt32();
        var level = await run.LevelAsync();

        // Dies while nothing happens: its successor is started by the next event.
        _ = function.File("slow", "");
        _ = ProcessTable.Signal(pid, ProcessTable.Kill);
        await Wait.UntilAsync(() => !ProcessTable.IsAlive(pid), () => "the handler does not die");

        (await run.InvokeAsync(Timeouts.Short("2"))).AssertFailed("Runtime.HandlerTimeout", "handler", "handle", "");
        Assert.False((await run.InvokeAsync("3")).IsError);
        await run.ReturnsToAsync(level);
    }

    [Fact]
    public async Task An_outer_error_phase_is_told_of_the_timeout_or_the_caller_still_gets_it()
    {
        using var function = new FunctionFolder()
            .Exec("outer", "#!/bin/sh\nexec cat\n", "\"phases\":[\"before\",\"after\",\"error\"]")
            .Exec("slow", """
                #!/bin/sh
                event=$(cat)
                [ "$event" = '"bad"' ] && exec sleep 600
                echo "$event"
                """);
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.SurvivesAsync(Timeouts.Short("\"bad\""))).AssertFailed("Runtime.StageTimeout", "slow", "before", "was still running");
    }
}
