namespace Sor.Integration.Tests;

/// <summary>
/// Records of a batch at the same time, as far as their source's order allows it. That they are is shown by records that go on only together: no
/// test measures time.
/// </summary>
public sealed class BatchConcurrencyTests
{
    // A record is begun and ended with a line in "log"; "meet" waits for all whose body says so, "N" of them.
    private const string Meeting = """
        import json, os, time

        def log(what, event):
            with open("log", "a") as log:
                log.write(f'{what} {event["id"]} {os.getpid()}\n')

        def handle(event, context):
            body = event["data"] if isinstance(event["data"], str) else event["data"]["body"]
            log("begin", event)
            if body.startswith("meet"):
                count = int(body[4:])
                while sum(1 for line in open("log") if line.startswith("begin")) < count:
                    time.sleep(0.005)
            if body == "slow":
                time.sleep(600)
            if body == "fail":
                raise ValueError("cannot take " + event["id"])
            log("end", event)
            return {"took": event["id"]}

        """;

    private const string ExecHandler = """
        #!/usr/bin/python3
        import json, sys
        sys.path.insert(0, ".")
        from app import handle
        print(json.dumps(handle(json.load(sys.stdin), None)))
        """;

    // Answers when so many are held, the newest first: only a worker that is given many at a time comes to that.
    private const string FramesHandler = """
        held = []
        def answer(header, body):
            open("pids", "a").write(f"{os.getpid()}\n")
            send({"type": "result", "id": header["id"], "contentType": "application/json"}, b"null")
        def invoke(header, body):
            what = json.loads(body)["data"]["body"]
            if what == "die":
                assert len(held) == 3
                os._exit(9)
            if what == "ok":
                return answer(header, body)
            held.append((header, body))
            if what == "last":
                while held: answer(*held.pop())
        hello, _ = receive()
        send({"type": "ready", "version": 1, "concurrency": 4})
        while True:
            header, body = receive()
            if header["type"] == "invoke": invoke(header, body)
            elif header["type"] == "ping": send({"type": "pong", "token": header["token"]})
            elif header["type"] == "shutdown": sys.exit(0)
        """;

    [Theory]
    [InlineData("python")]
    [InlineData("exec")]
    public async Task Messages_meet_and_each_handler_process_has_one_at_a_time(string runtime)
    {
        using var function = Function(runtime, 3);
        await using var run = await BootstrapRun.StartAsync(function);

        // Cold and warm alike.
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("""{"batchItemFailures":[]}""", (await run.InvokeAsync(Events.Messages("q", "meet3", "meet3", "meet3"))).ResponseText());
            Assert.Equal(3, Log(function, "end").Select(static line => line[2]).Distinct().Count());
            File.Delete(function["log"]);
        }

        await run.WaitForPollAsync();
        Assert.Equal(6, run.Phases("handler").Count());
    }

    [Fact]
    public async Task A_handler_that_takes_many_at_a_time_is_given_them_in_one_process()
    {
        using var function = Frames();
        await using var run = await BootstrapRun.StartAsync(function);

        for (var i = 0; i < 2; i++)
            Assert.Equal("""{"batchItemFailures":[]}""", (await run.InvokeAsync(Events.Messages("q", "ok", "hold", "hold", "hold", "last", "ok"))).ResponseText());

        Assert.Equal(12, function.Read("pids").Count(c => c == '\n'));
        Assert.Single(function.Read("pids").Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct());
    }

    [Fact]
    public async Task One_that_dies_fails_all_that_it_had_and_the_others_go_to_the_next()
    {
        using var function = Frames();
        await using var run = await BootstrapRun.StartAsync(function);

        for (var i = 0; i < 2; i++)
        {
            var answer = await run.InvokeAsync(Events.Messages("q", "ok", "hold", "hold", "hold", "die", "ok", "ok"));
            Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"m-1"},{"itemIdentifier":"m-2"},{"itemIdentifier":"m-3"},{"itemIdentifier":"m-4"}]}""", answer.ResponseText());
        }

        await run.Stderr.WaitForAsync("record 4 of 7 (sqs) failed: Runtime.ExitError: the handler exited with status 9");
    }

    [Fact]
    public async Task Groups_of_a_FIFO_queue_meet_keep_their_order_and_stop_for_themselves()
    {
        using var function = Function("python", 8);
        await using var run = await BootstrapRun.StartAsync(function);

        for (var i = 0; i < 2; i++)
        {
            var answer = await run.InvokeAsync(Events.Grouped(("a", "meet3"), ("a", "fail"), ("b", "meet3"), ("a", "ok"), ("b", "ok"), ("c", "meet3"), ("b", "ok")));

            Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"m-1"},{"itemIdentifier":"m-3"}]}""", answer.ResponseText());
            var log = Log(function);
            Assert.DoesNotContain(log, static line => line[1] == "m-3");
            Assert.Equal(["begin m-2", "end m-2", "begin m-4", "end m-4", "begin m-6", "end m-6"], log.Where(static line => line[1] is "m-2" or "m-4" or "m-6").Select(static line => $"{line[0]} {line[1]}"));
            File.Delete(function["log"]);
        }
    }

    [Fact]
    public async Task Partitions_of_Kafka_meet_keep_their_order_and_stop_for_themselves()
    {
        using var function = Function("python", 8, "payload");
        await using var run = await BootstrapRun.StartAsync(function);

        for (var i = 0; i < 2; i++)
        {
            var answer = await run.InvokeAsync(Events.Kafka(["meet3", "ok", "fail", "ok"], ["meet3"], ["meet3", "fail", "fail"]));

            Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":{"partition":"t-0","offset":2}},{"itemIdentifier":{"partition":"t-2","offset":1}}]}""", answer.ResponseText());
            Assert.Equal(["t-0-0", "t-0-1", "t-0-2"], Log(function, "begin").Select(static line => line[1]).Where(static id => id.StartsWith("t-0", StringComparison.Ordinal)));
            Assert.Equal(6, Log(function, "begin").Count());
            File.Delete(function["log"]);
        }
    }

    [Fact]
    public async Task A_shard_has_one_under_way_whatever_is_configured()
    {
        using var function = Function("python", 8, "payload");
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync(Events.Stream("ok", "ok", "fail", "ok"));

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"12"}]}""", answer.ResponseText());
        Assert.Equal(["begin s:10", "end s:10", "begin s:11", "end s:11", "begin s:12"], Log(function).Select(static line => $"{line[0]} {line[1]}"));
        Assert.Single(Log(function).Select(static line => line[2]).Distinct());
    }

    [Theory]
    [InlineData("python")]
    [InlineData("exec")]
    public async Task When_time_is_up_all_under_way_are_ended_and_the_rest_is_left(string runtime)
    {
        using var function = Function(runtime, 2);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync(new FakeEvent { Text = Events.Messages("q", "ok", "slow", "slow", "ok", "ok"), Timeout = TimeSpan.FromSeconds(6) });

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"m-1"},{"itemIdentifier":"m-2"},{"itemIdentifier":"m-3"},{"itemIdentifier":"m-4"}]}""", answer.ResponseText());
        await run.Stderr.WaitForAsync("time was up before record 3 of 5");
        Assert.Equal("""{"batchItemFailures":[]}""", (await run.InvokeAsync(Events.Messages("q", "ok", "ok", "ok"))).ResponseText());
    }

    [Fact]
    public async Task A_filter_inside_gives_each_record_its_own_answer()
    {
        const string Check = """
            import json

            def handle(event, context):
                if event["seen"] != event["id"] or event["data"]["messageId"] != event["id"]:
                    raise ValueError(json.dumps(event))

            """;
        using var function = new FunctionFolder().Python(Check).CloudEvents("""{"concurrency":8}""")
            .Executable("middlewares/tag", "#!/bin/sh\nexec jq -c --unbuffered '.seen = .id'\n").Stage("tag", "lines");
        await using var run = await BootstrapRun.StartAsync(function);

        for (var i = 0; i < 2; i++)
            Assert.Equal("""{"batchItemFailures":[]}""", (await run.InvokeAsync(Events.Messages("q", [.. Enumerable.Repeat("ok", 60)]))).ResponseText());
    }

    private static FunctionFolder Function(string runtime, int concurrency, string mode = "record")
    {
        var function = new FunctionFolder().Python(Meeting).CloudEvents($$"""{"mode":"{{mode}}","concurrency":{{concurrency}}}""");
        return runtime == "python" ? function : function.Executable("handler", ExecHandler).Handler("""
            "runtime":"exec","command":["./handler"]
            """);
    }

    private static FunctionFolder Frames() => new FunctionFolder().CloudEvents("""{"concurrency":4}""")
        .Executable("handler", RawFrames.Script(FramesHandler)).Handler("""
            "runtime":"frames","command":["./handler"]
            """);

    /// <summary>What the handler wrote down: what, record, process.</summary>
    private static IEnumerable<string[]> Log(FunctionFolder function, string what = "") =>
        function.Read("log").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith(what, StringComparison.Ordinal)).Select(static line => line.Split(' '));
}
