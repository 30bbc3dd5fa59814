namespace Sor.Integration.Tests;

/// <summary>Persistent middlewares that keep the rules of frames version 1.</summary>
public sealed class PersistentMiddlewareTests
{
    [Fact]
    public async Task One_process_serves_all_phases_of_all_events()
    {
        using var function = new FunctionFolder().Frames("sign", RawFrames.Program("""
            def invoke(header, body):
                way = json.loads(body) + [[header["phase"], os.getpid()]]
                send({"type": "result", "id": header["id"]}, json.dumps(way).encode())
            """));
        await using var run = await BootstrapRun.StartAsync(function);
        var pids = new HashSet<int>();

        for (var i = 0; i < 5; i++)
        {
            var answer = await run.InvokeAsync("[]");
            Assert.False(answer.IsError, answer.ToString());
            var way = answer.Json.EnumerateArray().ToList();
            Assert.Equal(["before", "after"], way.Select(step => step[0].GetString()));
            pids.UnionWith(way.Select(step => step[1].GetInt32()));
        }

        Assert.Equal(Assert.Single(run.Processes()), Assert.Single(pids));
    }

    [Fact]
    public async Task A_worker_is_told_who_it_is_and_what_comes()
    {
        using var function = new FunctionFolder().Frames("look", RawFrames.Script("""
            hello, _ = receive()
            send({"type": "ready", "version": 1})
            while True:
                header, body = receive()
                told = {"hello": hello, "invoke": header, "stage": os.environ["SOR_STAGE"], "config": os.environ["SOR_STAGE_CONFIG"], "stdin": sys.stdin.read()}
                send({"type": "result", "id": header["id"]}, json.dumps(told).encode())
            """), """
            "name":"looker","config":{"a":[1]},"phases":["before"]
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        _ = await run.InvokeAsync("{}");
        var answer = await run.InvokeAsync(new FakeEvent
        {
            RequestId = "id-2",
            Text = "abc",
            ContentType = "text/plain",
            Headers = [new("Lambda-Runtime-Aws-Tenant-Id", "tenant"), new("Lambda-Runtime-Invoked-Function-Arn", "arn:1")],
        });

        Assert.False(answer.IsError, answer.ToString());
        Assert.Equal("looker", answer.Json.GetProperty("stage").GetString());
        Assert.Equal("""{"a":[1]}""", answer.Json.GetProperty("config").GetString());
        Assert.Equal("", answer.Json.GetProperty("stdin").GetString());
        var hello = answer.Json.GetProperty("hello");
        Assert.Equal("[1]", hello.GetProperty("versions").GetRawText());
        var stage = Assert.Single(hello.GetProperty("stages").EnumerateArray());
        Assert.Equal("looker", stage.GetProperty("name").GetString());
        Assert.Equal("""["before"]""", stage.GetProperty("phases").GetRawText().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(1, stage.GetProperty("config").GetProperty("a")[0].GetInt32());
        Assert.Equal("under-test", hello.GetProperty("function").GetProperty("name").GetString());
        Assert.Equal(65_536, hello.GetProperty("limits").GetProperty("headerBytes").GetInt32());
        Assert.Equal(6_291_556, hello.GetProperty("limits").GetProperty("payloadBytes").GetInt32());
        var invoke = answer.Json.GetProperty("invoke");
        Assert.Equal(2, invoke.GetProperty("id").GetInt32());
        Assert.Equal("before", invoke.GetProperty("phase").GetString());
        Assert.Equal("looker", invoke.GetProperty("stage").GetString());
        Assert.Equal("text/plain", invoke.GetProperty("contentType").GetString());
        Assert.Equal(3, invoke.GetProperty("length").GetInt32());
        Assert.True(invoke.GetProperty("deadline").GetInt64() > DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        Assert.True(invoke.GetProperty("idleMs").GetInt64() >= 0);
        var context = invoke.GetProperty("context");
        Assert.Equal("id-2", context.GetProperty("requestId").GetString());
        Assert.Equal("tenant", context.GetProperty("tenantId").GetString());
        Assert.Equal("lambda", context.GetProperty("trigger").GetString());
        Assert.Equal("arn:1", context.GetProperty("function").GetProperty("arn").GetString());
    }

    [Fact]
    public async Task A_reply_short_circuits_with_its_own_content_type()
    {
        using var function = new FunctionFolder()
            .Python("def handle(event, context):\n    open('handled', 'w')\n")
            .Exec("outer", "#!/bin/sh\n[ $1 = after ] && exec tee -a out\nexec cat\n")
            .Frames("guard", RawFrames.Program("""
                def invoke(header, body):
                    assert header["phase"] == "before"
                    send({"type": "reply", "id": header["id"], "contentType": "text/plain"}, b"denied\n")
                """));
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync("{}");

        Assert.Equal("denied\n", answer.ResponseText());
        Assert.Equal("text/plain", answer.ContentType);
        Assert.Equal("denied\n", function.Read("out"));
        Assert.Equal("", function.Read("handled"));
    }

    [Fact]
    public async Task An_empty_reply_and_an_empty_result_are_legal()
    {
        using var function = new FunctionFolder().Frames("empty", RawFrames.Program("""
            def invoke(header, body):
                send({"type": "reply" if body == b"1" else "result", "id": header["id"], "length": 0})
            """), "\"phases\":[\"before\"]");
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("", (await run.InvokeAsync("1")).ResponseText());
        Assert.Equal("", (await run.InvokeAsync("2")).ResponseText());
    }

    [Fact]
    public async Task Notes_travel_as_frames()
    {
        using var function = new FunctionFolder()
            .Python("def handle(event, context):\n    return context.sor.attributes\n")
            .Frames("noter", RawFrames.Program("""
                def invoke(header, body):
                    if header["phase"] == "before":
                        send({"type": "note", "id": header["id"], "attributes": {"user": "ada"}})
                        send({"type": "note", "id": header["id"], "state": {"n": 1}, "attributes": {"role": "ops"}})
                        send({"type": "result", "id": header["id"]}, body)
                    else:
                        send({"type": "note", "id": header["id"], "contentType": "application/vnd.test+json"})
                        answer = {"handler": json.loads(body), "state": header["context"].get("state")}
                        send({"type": "result", "id": header["id"]}, json.dumps(answer, separators=(",", ":")).encode())
                """));
        await using var run = await BootstrapRun.StartAsync(function);

        for (var i = 0; i < 2; i++)
        {
            var answer = await run.InvokeAsync("{}");
            Assert.Equal("""{"handler":{"noter":{"user":"ada","role":"ops"}},"state":{"n":1}}""", answer.ResponseText());
            Assert.Equal("application/vnd.test+json", answer.ContentType);
        }
    }

    [Fact]
    public async Task An_error_is_the_stages_own_and_the_worker_lives_on()
    {
        using var function = new FunctionFolder().Frames("check", RawFrames.Program("""
            def invoke(header, body):
                if body == b'"bad"':
                    send({"type": "error", "id": header["id"], "errorType": "Check.Failed", "errorMessage": "check says no", "stackTrace": ["line 1", "line 2"], "retry": True})
                else:
                    send({"type": "result", "id": header["id"]}, body)
            """));
        await using var run = await BootstrapRun.StartAsync(function);
        var worker = Assert.Single(run.Processes());

        var outcome = await run.SurvivesAsync("\"bad\"");

        outcome.AssertFailed("Check.Failed", "check", "before", "check says no");
        Assert.Equal(["line 1", "line 2"], outcome.Json.GetProperty("stackTrace").EnumerateArray().Select(line => line.GetString()));
        Assert.True(outcome.Json.GetProperty("retry").GetBoolean());
        Assert.Equal(worker, Assert.Single(run.Processes()));
    }

    [Fact]
    public async Task A_worker_that_says_that_its_answer_is_the_last_is_given_no_further_event()
    {
        using var function = new FunctionFolder().Frames("leaving", RawFrames.Program("""
            leaving = False
            def invoke(header, body):
                global leaving
                if leaving:
                    os._exit(1)
                leaving = True
                send({"type": "result", "id": header["id"], "last": True}, json.dumps(os.getpid()).encode())
            """), "\"phases\":[\"before\"]");
        await using var run = await BootstrapRun.StartAsync(function);

        var pids = new List<int>();
        for (var i = 0; i < 3; i++)
            pids.Add((await run.InvokeAsync("1")).Json.GetInt32());

        Assert.Equal(3, pids.Distinct().Count());
    }

    [Fact]
    public async Task Logs_travel_as_frames_and_as_output()
    {
        using var function = new FunctionFolder().Frames("talk", RawFrames.Program("""
            def invoke(header, body):
                print("on stdout", flush=True)
                print("on stderr", file=sys.stderr, flush=True)
                send({"type": "log", "id": header["id"], "level": "WARN", "message": "by frame ä"})
                send({"type": "log", "message": "without an id"})
                send({"type": "result", "id": header["id"]}, body)
            """), "\"phases\":[\"before\"]");
        await using var run = await BootstrapRun.StartAsync(function);

        _ = await run.InvokeAsync("{}");

        await run.Stdout.WaitForAsync("on stdout\n");
        await run.Stderr.WaitForAsync("on stderr\n");
        await run.Stdout.WaitForAsync("by frame ä");
        await run.Stdout.WaitForAsync("without an id");
    }

    [Fact]
    public async Task Attributes_near_the_limit_reach_executables_in_full()
    {
        using var function = new FunctionFolder()
            .Frames("noter", RawFrames.Program("""
                def invoke(header, body):
                    for name in "ab":
                        send({"type": "note", "id": header["id"], "attributes": {name: "x" * 45000}})
                    send({"type": "result", "id": header["id"]}, body)
                """), "\"phases\":[\"before\"]")
            .Exec("ignore", "#!/bin/sh\nexec cat\n")
            .Exec("count", "#!/bin/sh\ncat >/dev/null\nexec jq '.attributes.noter | map(length) | add' <&3\n", "\"phases\":[\"before\"]");
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("90000", (await run.InvokeAsync("{}")).ResponseText());
    }

    [Fact]
    public async Task Attributes_that_do_not_fit_into_a_header_fail_the_stage_that_cannot_be_told_and_the_next_event_is_served()
    {
        using var function = new FunctionFolder()
            .Exec("noter", """
                #!/bin/sh
                event=$(cat)
                [ "$event" = '"bad"' ] && printf '{"attributes":{"a":"%070000d"}}' 1 >&4
                echo "$event"
                """, "\"phases\":[\"before\"]")
            .Frames("told", RawFrames.Program("""
                def invoke(header, body):
                    send({"type": "result", "id": header["id"]}, body)
                """));
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.SurvivesAsync("\"bad\"")).AssertFailed("Runtime.StageFailed", "told", "before", "context");
    }

    [Fact]
    public async Task Shutdown_of_the_bootstrap_ends_workers()
    {
        using var function = new FunctionFolder().Frames("stay", RawFrames.Script("""
            import signal
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            receive()
            send({"type": "ready", "version": 1})
            while True:
                time.sleep(1)
            """));
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal(0, await run.TerminateAsync());
        await run.LeavesNothingAsync();
    }

    [Fact]
    public async Task A_worker_ends_with_a_bootstrap_that_was_killed()
    {
        using var function = new FunctionFolder()
            .Python("def handle(event, context):\n    return event\n")
            .Frames("pass", RawFrames.Program("""
                def invoke(header, body):
                    send({"type": "result", "id": header["id"]}, body)
                """));
        await using var run = await BootstrapRun.StartAsync(function);

        _ = ProcessTable.Signal(run.Pid, ProcessTable.Kill);

        Assert.Equal(128 + ProcessTable.Kill, await run.WaitForExitAsync());
        await run.LeavesNothingAsync();
    }
}
