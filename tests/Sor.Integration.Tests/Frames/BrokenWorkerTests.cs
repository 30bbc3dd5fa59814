namespace Sor.Integration.Tests;

/// <summary>Persistent middlewares that break the rules: at the event "bad" they do what the case says, else they give the event back.</summary>
public sealed class BrokenWorkerTests
{
    private const string GiveBack = """send({"type": "result", "id": header["id"]}, body)""";

    [Theory]
    [InlineData("os._exit(3)", "exited with status 3")]
    [InlineData("os._exit(0)", "exited with status 0")]
    [InlineData("print('last words', file=sys.stderr, flush=True); os._exit(3)", "exited with status 3; its last words: last words")]
    [InlineData("os.kill(os.getpid(), 9)", "was ended by signal 9 (SIGKILL)")]
    [InlineData("channel.shutdown(socket.SHUT_RDWR); time.sleep(600)", "closed its channel")]
    [InlineData("channel.shutdown(socket.SHUT_WR); time.sleep(600)", "closed its channel")]
    [InlineData("channel.sendall(b'garbage\\n'); time.sleep(600)", "broke the frame protocol")]
    [InlineData("channel.sendall(b'\\xff\\xfe\\n'); time.sleep(600)", "broke the frame protocol")]
    [InlineData("channel.sendall(b'[]\\n'); time.sleep(600)", "broke the frame protocol")]
    [InlineData("channel.sendall(b'{\"type\":\"result\",\"type\":\"result\"}\\n'); time.sleep(600)", "twice")]
    [InlineData("channel.sendall(b'{\"type\":\"result\",\"id\":1,\"length\":-1}\\n'); time.sleep(600)", "broke the frame protocol")]
    [InlineData("channel.sendall(b'{\"type\":\"result\",\"id\":1,\"length\":6291557}\\n'); time.sleep(600)", "broke the frame protocol")]
    [InlineData("channel.sendall(b'{\"type\":\"log\",\"message\":\"' + b'x' * 65536 + b'\"}\\n'); time.sleep(600)", "65536 bytes")]
    [InlineData("channel.sendall(b'x' * 200000); time.sleep(600)", "65536 bytes")]
    [InlineData("channel.sendall(b'{\"type\":\"result\",\"id\":%d,\"length\":100}\\nshort' % header['id']); os._exit(4)", "exited with status 4")]
    [InlineData("os._exit(6) if os.fork() else time.sleep(600)", "exited with status 6")]
    [InlineData("subprocess = __import__('subprocess').Popen(['sleep', '600']); os._exit(5)", "exited with status 5")]
    public async Task A_worker_that_is_lost_fails_its_event_and_is_replaced(string what, string message)
    {
        using var function = Function(what);
        await using var run = await BootstrapRun.StartAsync(function);
        var first = Assert.Single(run.Processes());

        (await run.SurvivesAsync("\"bad\"")).AssertFailed("Runtime.StageFailed", "trouble", "before", message);

        Assert.NotEqual(first, Assert.Single(run.Processes()));
    }

    [Theory]
    [InlineData("two answers", GiveBack + "; send({'type': 'result', 'id': header['id']}, b'second')")]
    [InlineData("two answers of other kinds", GiveBack + "; send({'type': 'error', 'id': header['id'], 'errorType': 'A', 'errorMessage': 'b'}); send({'type': 'reply', 'id': header['id']}, b'third')")]
    [InlineData("unknown ids", "send({'type': 'result', 'id': 0}, b'zero'); send({'type': 'result', 'id': 9999999999}, b'far'); " + GiveBack)]
    [InlineData("an old id", "send({'type': 'result', 'id': header['id'] - 1}, b'x' * 300000); " + GiveBack)]
    [InlineData("no id", "send({'type': 'result'}, b'none'); " + GiveBack)]
    [InlineData("notes of an old id", "send({'type': 'note', 'id': header['id'] - 1, 'state': 'x' * 60000}); " + GiveBack)]
    [InlineData("an error without an id", "send({'type': 'error', 'errorType': 'A', 'errorMessage': 'b'}); " + GiveBack)]
    [InlineData("unknown types with bodies", "send({'type': 'telepathy', 'id': header['id']}, b'{}\\n' * 100000); send({'type': 'chunk'}, b'x'); " + GiveBack)]
    [InlineData("ready again", "send({'type': 'ready', 'version': 1}); " + GiveBack)]
    [InlineData("unknown members", "send({'type': 'result', 'id': header['id'], 'more': {'a': [1]}, 'null': None}, body)")]
    [InlineData("blanks and carriage returns", "channel.sendall(b'  { \"type\" : \"result\" , \"id\" : %d , \"length\" : %d }  \\r\\n' % (header['id'], len(body)) + body)")]
    [InlineData("one byte at a time", "[channel.sendall(bytes([b])) for b in b'{\"type\":\"result\",\"id\":%d,\"length\":%d}\\n' % (header['id'], len(body)) + body]")]
    public async Task What_a_worker_says_beside_its_answer_is_dropped_and_it_lives_on(string what, string code)
    {
        Assert.NotEmpty(what);
        using var function = Function(code);
        await using var run = await BootstrapRun.StartAsync(function);
        var worker = Assert.Single(run.Processes());

        Assert.Equal("\"bad\"", (await run.SurvivesAsync("\"bad\"")).ResponseText());

        Assert.Equal(worker, Assert.Single(run.Processes()));
    }

    [Fact]
    public async Task A_late_answer_belongs_to_no_later_event()
    {
        // The answer to the event before comes in front of the answer to this one, again and again.
        using var function = new FunctionFolder().Frames("late", RawFrames.Program("""
            last = None
            def invoke(header, body):
                global last
                if last:
                    send({"type": "note", "id": last, "attributes": {"stale": True}})
                    send({"type": "result", "id": last}, b"stale")
                send({"type": "result", "id": header["id"]}, body)
                last = header["id"]
                send({"type": "result", "id": header["id"]}, b"again")
            """), "\"phases\":[\"before\"]");
        await using var run = await BootstrapRun.StartAsync(function);

        for (var i = 0; i < 20; i++)
            Assert.Equal($"{i}", (await run.InvokeAsync($"{i}")).ResponseText());
    }

    [Theory]
    [InlineData("time.sleep(600)")]
    [InlineData("channel.sendall(b'{\"type\":\"result\",\"id\":%d,\"length\":100}\\nshort' % header['id']); time.sleep(600)")]
    [InlineData("channel.sendall(b'{\"type\":\"result\"'); time.sleep(600)")]
    [InlineData("[send({'type': 'note', 'id': header['id'] - 1}) or time.sleep(0.01) for _ in range(100000)]")]
    [InlineData("[send({'type': 'result', 'id': 0}, b'x' * 1000) for _ in iter(int, 1)]")]
    public async Task A_worker_that_never_answers_is_ended_at_the_cut_off_and_replaced(string what)
    {
        using var function = Function(what);
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.SurvivesAsync(Timeouts.Short("\"bad\""))).AssertFailed("Runtime.StageTimeout", "trouble", "before", "was still running");
    }

    [Fact]
    public async Task A_length_that_is_too_small_breaks_the_channel_for_the_next_event_at_most()
    {
        using var function = Function("channel.sendall(b'{\"type\":\"result\",\"id\":%d,\"length\":2}\\n12345678' % header['id'])");
        await using var run = await BootstrapRun.StartAsync(function);
        _ = await run.InvokeAsync("0");
        var level = await run.LevelAsync();

        Assert.Equal("12", (await run.InvokeAsync("\"bad\"")).ResponseText());

        // The rest is no frame. It is seen with the answer or with the next one; the event after that is served in any case.
        _ = await run.InvokeAsync("1");
        Assert.Equal("2", (await run.InvokeAsync("2")).ResponseText());
        await run.ReturnsToAsync(level);
    }

    [Fact]
    public async Task A_worker_that_answers_before_it_has_read_its_event_is_replaced()
    {
        using var function = new FunctionFolder().Frames("hasty", RawFrames.Script("""
            receive()
            send({"type": "ready", "version": 1})
            while True:
                line = incoming.readline()
                header = json.loads(line)
                if header["length"] > 1000000:
                    send({"type": "reply", "id": header["id"]}, b"too large for me")
                    time.sleep(600)
                send({"type": "result", "id": header["id"]}, incoming.read(header["length"]))
            """), "\"phases\":[\"before\"]");
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("too large for me", (await run.SurvivesAsync(new FakeEvent { Body = Payloads.OfSize(6_291_456) })).ResponseText());
    }

    [Fact]
    public async Task Both_sides_may_write_large_bodies_at_the_same_time()
    {
        // Answers while it still reads: neither side may wait for the other.
        using var function = new FunctionFolder().Frames("eager", RawFrames.Script("""
            receive()
            send({"type": "ready", "version": 1})
            while True:
                header = json.loads(incoming.readline())
                length = header["length"]
                channel.sendall(b'{"type":"result","id":%d,"length":%d}\n' % (header["id"], length))
                while length:
                    part = incoming.read(min(length, 1000))
                    channel.sendall(part)
                    length -= len(part)
            """), "\"phases\":[\"before\"]");
        await using var run = await BootstrapRun.StartAsync(function);
        var body = Payloads.OfSize(6_291_456);

        var answer = await run.InvokeAsync(new FakeEvent { Body = body, ContentType = Payloads.Bytes });

        Assert.False(answer.IsError, answer.ToString());
        Assert.True(body.AsSpan().SequenceEqual(answer.Body));
    }

    [Fact]
    public async Task A_worker_that_died_while_nothing_happened_is_replaced_by_the_next_event()
    {
        using var function = Function(GiveBack);
        await using var run = await BootstrapRun.StartAsync(function);
        _ = await run.InvokeAsync("0");
        var level = await run.LevelAsync();

        for (var i = 0; i < 5; i++)
        {
            var worker = Assert.Single(run.Processes());
            _ = ProcessTable.Signal(worker, ProcessTable.Kill);
            await Wait.UntilAsync(() => !ProcessTable.IsAlive(worker), () => "the worker does not die");
            Assert.Equal("1", (await run.InvokeAsync("1")).ResponseText());
            await run.WaitForPollAsync();
        }

        await run.ReturnsToAsync(level);
    }

    [Fact]
    public async Task A_worker_that_is_missing_is_named_and_served_as_soon_as_it_is_there()
    {
        using var function = new FunctionFolder().Stage("ghost", "frames");
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.InvokeAsync("1")).AssertFailed("Runtime.StageFailed", "ghost", "before", "No such file or directory");
        _ = function.Executable("middlewares/ghost", RawFrames.Program("""
            def invoke(header, body):
                send({"type": "result", "id": header["id"]}, body)
            """));

        Assert.Equal("2", (await run.InvokeAsync("2")).ResponseText());
    }

    [Fact]
    public async Task A_plain_executable_declared_as_frames_is_named()
    {
        using var function = new FunctionFolder().Frames("plain", "#!/bin/sh\nexec cat\n");
        await using var run = await BootstrapRun.StartAsync(function);
        _ = await run.InvokeAsync("0");
        var level = await run.LevelAsync();

        (await run.InvokeAsync("1")).AssertFailed("Runtime.StageFailed", "plain", "before", "exited with status 0");
        await run.ReturnsToAsync(level);
    }

    private static FunctionFolder Function(string code) => new FunctionFolder().Frames("trouble", RawFrames.Program($$"""
        def invoke(header, body):
            if body == b'"bad"':
                {{code}}
            else:
                send({"type": "result", "id": header["id"]}, body)
        """), "\"phases\":[\"before\"]");
}
