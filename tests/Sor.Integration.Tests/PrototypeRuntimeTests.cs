namespace Sor.Integration.Tests;

/// <summary>
/// The prototype's language runtime, unchanged: <c>/opt/language-runtime HANDLER</c> and its two named pipes. Their paths are fixed, so only one
/// test of this class runs at a time.
/// </summary>
public sealed class PrototypeRuntimeTests : IDisposable
{
    private static readonly SemaphoreSlim s_pipes = new(1);

    // The order in which the prototype's runtimes open their pipes: input for reading first, then output for writing.
    private const string Runtime = """
        #!/usr/bin/python3
        import json, os, sys, time
        source = open("/tmp/runtime-input")
        target = open("/tmp/runtime-output", "w")
        print("started for " + sys.argv[1], flush=True)
        for line in source:
            event = json.loads(line)
            do = event.get("do")
            if do == "exit": os._exit(3)
            if do == "hang": time.sleep(600)
            if do == "twice": target.write('{"first":1}\n')
            if do == "garbage": target.write("x" * 7_000_000)
            target.write(json.dumps({"pid": os.getpid(), "length": len(line), "text": event.get("text", "")}) + "\n")
            target.flush()
        """;

    private readonly TemporaryFolder _opt = new();
    private readonly FunctionFolder _function = new() { Configuration = "" };

    public PrototypeRuntimeTests()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "a private /opt takes a mount namespace, which only root may make here");
        s_pipes.Wait();
        _opt.WriteExecutable("language-runtime", Runtime);
    }

    [Fact]
    public async Task One_line_goes_in_and_one_comes_out_and_its_output_is_log()
    {
        await using var run = await StartAsync();

        var first = await run.InvokeAsync("{\n  \"text\": \"ä\\n\"\n}");
        var second = await run.InvokeAsync("""{"text":"b"}""");

        Assert.Equal("ä\n", first.Json.GetProperty("text").GetString());
        Assert.Equal("b", second.Json.GetProperty("text").GetString());
        Assert.Equal(first.Json.GetProperty("pid").GetInt32(), second.Json.GetProperty("pid").GetInt32());
        await run.Stdout.WaitForAsync("started for orders.handle");
    }

    [Theory]
    [InlineData(65_536)]
    [InlineData(3_000_000)]
    public async Task Lines_may_be_longer_than_a_pipe(int length)
    {
        await using var run = await StartAsync();
        var text = new string('x', length);

        var answer = await run.InvokeAsync($$"""{"text":"{{text}}"}""");

        var echoed = System.Text.Json.JsonDocument.Parse(answer.ResponseText()).RootElement;
        Assert.Equal(text.Length + 12, echoed.GetProperty("length").GetInt32());
        Assert.Equal(text, echoed.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("exit", "Runtime.ExitError", "exited with status 3")]
    [InlineData("twice", "Runtime.ExitError", "more than one line")]
    [InlineData("garbage", "Runtime.ExitError", "without the end of a line")]
    [InlineData("hang", "Runtime.HandlerTimeout", "time was up")]
    public async Task Whatever_it_does_the_caller_is_told_and_the_next_event_is_served(string what, string errorType, string message)
    {
        await using var run = await StartAsync();
        _ = (await run.InvokeAsync("{}")).ResponseText();

        var failed = await run.InvokeAsync(Timeouts.Short($$"""{"do":"{{what}}"}"""));

        failed.AssertErrorIs(errorType, message);
        Assert.Contains("handler", failed.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal("again", (await run.InvokeAsync("""{"text":"again"}""")).Json.GetProperty("text").GetString());
    }

    [Fact]
    public async Task An_event_that_is_no_JSON_is_refused_without_troubling_it()
    {
        await using var run = await StartAsync();

        var refused = await run.InvokeAsync("not json");

        Assert.Equal("Runtime.UnmarshalError", refused.ErrorType);
        Assert.False((await run.InvokeAsync("{}")).IsError);
    }

    [Fact]
    public async Task Records_of_a_batch_are_given_to_it_one_after_the_other()
    {
        _function.Configuration = """{"version":1,"name":"under-test","runtime":"prototype","handler":"orders.handle","pipeline":[{"use":"cloudevents","config":{"concurrency":8}}]}""";
        await using var run = await StartAsync();

        for (var i = 0; i < 2; i++)
            Assert.Equal("""{"batchItemFailures":[]}""", (await run.InvokeAsync(Events.Messages("q", [.. Enumerable.Repeat("ok", 20)]))).ResponseText());
    }

    [Fact]
    public async Task One_that_takes_all_the_time_leaves_those_that_wait_for_the_next_delivery()
    {
        _function.Configuration = """{"version":1,"name":"under-test","runtime":"prototype","handler":"orders.handle","pipeline":[{"use":"cloudevents","config":{"mode":"payload","unwrap":false,"concurrency":8}}]}""";
        _opt.WriteExecutable("language-runtime", Runtime.Replace("event.get(\"do\")", "event[\"data\"]", StringComparison.Ordinal));
        await using var run = await StartAsync();

        var answer = await run.InvokeAsync(new FakeEvent { Text = Events.Messages("q", "ok", "hang", "ok", "ok"), Timeout = TimeSpan.FromSeconds(4) });

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"m-1"},{"itemIdentifier":"m-2"},{"itemIdentifier":"m-3"}]}""", answer.ResponseText());
        Assert.Equal("""{"batchItemFailures":[]}""", (await run.InvokeAsync(Events.Messages("q", "ok", "ok"))).ResponseText());
    }

    public void Dispose()
    {
        _function.Dispose();
        _opt.Dispose();
        s_pipes.Release();
    }

    private Task<BootstrapRun> StartAsync() => BootstrapRun.StartAsync(_function, new BootstrapOptions
    {
        Opt = _opt.Path,
        Environment = new Dictionary<string, string?> { ["_HANDLER"] = "orders.handle" },
    });
}
