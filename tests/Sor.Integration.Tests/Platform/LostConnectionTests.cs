namespace Sor.Integration.Tests;

/// <summary>A Runtime API that hangs up, refuses or talks nonsense.</summary>
public sealed class LostConnectionTests
{
    private static readonly Dictionary<string, EventSending> s_harmless = new()
    {
        ["closed before any byte"] = EventSending.DropBeforeAnyByte,
        ["reset before any byte"] = EventSending.ResetBeforeAnyByte,
    };

    private static readonly Dictionary<string, EventSending> s_fatal = new()
    {
        ["closed in the head"] = EventSending.DropInHead,
        ["closed in the body"] = EventSending.DropInBody,
        ["closed between chunks"] = EventSending.DropInChunks,
        ["not HTTP"] = EventSending.Raw("SSH-2.0-OpenSSH_9.2\r\n\r\n"),
        ["length and chunks"] = EventSending.Raw("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: 1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        ["no request id"] = EventSending.Raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
        ["malformed chunk"] = EventSending.Raw("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: 1\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n\r\n"),
        ["a head without an end"] = EventSending.Raw("HTTP/1.1 200 OK\r\nX: " + new string('x', 300_000)),
        ["too large"] = EventSending.Raw("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: 1\r\nContent-Length: 2000000000\r\n\r\n"),
    };

    public static TheoryData<string> Harmless { get; } = [.. s_harmless.Keys];

    public static TheoryData<string> Fatal { get; } = [.. s_fatal.Keys];

    [Theory]
    [MemberData(nameof(Harmless))]
    public async Task The_same_process_asks_again_when_a_poll_ends_before_any_byte(string how)
    {
        using var function = Function();
        await using var run = await BootstrapRun.StartAsync(function);
        _ = await run.InvokeAsync("0");
        var level = await run.LevelAsync();

        for (var i = 1; i <= 5; i++)
        {
            _ = run.Api.Deliver(new FakeEvent { Sending = s_harmless[how] });
            Assert.Equal($"{i}", (await run.InvokeAsync($"{i}")).ResponseText());
        }

        await run.ReturnsToAsync(level);
    }

    [Fact]
    public async Task A_platform_that_hangs_up_every_time_ends_the_process()
    {
        using var function = Function();
        await using var run = await BootstrapRun.StartAsync(function);
        var lost = Enumerable.Range(0, 3).Select(_ => run.Api.Deliver(new FakeEvent { Sending = EventSending.DropBeforeAnyByte })).ToList();

        await AssertEndsAndServesAgainAsync(run, "closed the connection");
        Assert.All(lost, delivery => Assert.True(delivery.Sent.IsCompleted));
    }

    [Theory]
    [MemberData(nameof(Fatal))]
    public async Task An_event_that_cannot_be_read_ends_the_process_and_the_next_one_serves_the_next_event(string how)
    {
        using var function = Function();
        await using var run = await BootstrapRun.StartAsync(function);
        Assert.Equal("1", (await run.InvokeAsync("1")).ResponseText());

        _ = run.Api.Deliver(new FakeEvent { Body = Payloads.OfSize(100_000), Sending = s_fatal[how] });

        await AssertEndsAndServesAgainAsync(run, "the Lambda Runtime API");
    }

    [Theory]
    [InlineData(500)]
    [InlineData(403)]
    [InlineData(410)]
    [InlineData(404)]
    public async Task A_refused_poll_ends_the_process_and_the_next_one_serves_the_next_event(int status)
    {
        using var function = Function();
        await using var run = await BootstrapRun.StartAsync(function);

        _ = run.Api.Deliver(new FakeEvent { Status = status, Text = """{"errorMessage":"sorry","errorType":"InternalServerError"}""" });

        await AssertEndsAndServesAgainAsync(run, $"answered {status} to a request for the next event: {{\"errorMessage\":\"sorry\"");
    }

    [Fact]
    public async Task A_poll_has_no_time_limit_and_wakes_nobody()
    {
        using var function = Function();
        await using var run = await BootstrapRun.StartAsync(function);
        _ = await run.InvokeAsync("1");
        await run.WaitForPollAsync();

        // Blocked in epoll_pwait (281; on arm64 22), which musl's epoll_wait is, with -1 as its fourth argument: for ever.
        await Wait.UntilAsync(
            () => System.IO.File.ReadAllText($"/proc/{run.Pid}/syscall").Split(' ') is ["281" or "22", _, _, _, "0xffffffff" or "0xffffffffffffffff", ..],
            () => $"the bootstrap does not wait without a limit: {System.IO.File.ReadAllText($"/proc/{run.Pid}/syscall")}");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("http://127.0.0.1:9001")]
    [InlineData("127.0.0.1:port")]
    public async Task Without_the_address_of_the_platform_it_says_what_is_missing_and_exits_with_1(string? address)
    {
        using var function = Function();
        await using var run = BootstrapRun.Begin(function, new BootstrapOptions { Environment = new Dictionary<string, string?> { ["AWS_LAMBDA_RUNTIME_API"] = address } });

        Assert.Equal(1, await run.WaitForExitAsync());
        await run.Stderr.WaitForAsync("AWS_LAMBDA_RUNTIME_API must name the Lambda Runtime API as host:port");
    }

    [Fact]
    public async Task A_platform_that_cannot_be_reached_is_named_and_nothing_is_left()
    {
        using var function = Function();
        await using var run = BootstrapRun.Begin(function, new BootstrapOptions { Environment = new Dictionary<string, string?> { ["AWS_LAMBDA_RUNTIME_API"] = "127.0.0.1:1" } });

        Assert.Equal(1, await run.WaitForExitAsync());
        await run.Stderr.WaitForAsync("127.0.0.1:1");
        await run.LeavesNothingAsync();
    }

    [Fact]
    public async Task The_platform_may_be_named_by_a_host_name()
    {
        using var function = Function();
        await using var run = await BootstrapRun.StartAsync(function, new BootstrapOptions { ApiHost = "localhost" });

        Assert.Equal("1", (await run.InvokeAsync("1")).ResponseText());
    }

    private static async Task AssertEndsAndServesAgainAsync(BootstrapRun run, string log)
    {
        Assert.Equal(1, await run.WaitForExitAsync());
        await run.Stderr.WaitForAsync(log);
        await run.LeavesNothingAsync();
        await run.StartAgainAsync();
        Assert.Equal("2", (await run.InvokeAsync("2")).ResponseText());
    }

    private static FunctionFolder Function() => new FunctionFolder()
        .Python("""
            def handle(event, context):
                return event
            """)
        .Exec("cat", "#!/bin/sh\nexec cat\n");
}
