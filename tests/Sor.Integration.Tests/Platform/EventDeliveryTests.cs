namespace Sor.Integration.Tests;

/// <summary>Every way in which a platform may put an event on the wire.</summary>
public sealed class EventDeliveryTests
{
    private static readonly Dictionary<string, EventSending> s_ways = new()
    {
        ["whole"] = EventSending.Whole,
        ["one byte at a time"] = EventSending.OneByteAtATime,
        ["in chunks, one byte at a time"] = EventSending.ChunkedOneByteAtATime,
        ["in small chunks"] = EventSending.Chunked(7),
        ["in one chunk"] = EventSending.Chunked(1_000_000),
        ["up to the end of the connection"] = EventSending.UntilClose,
        ["then the connection is closed as announced"] = EventSending.ThenClose,
        ["then the connection is closed"] = EventSending.ThenDrop,
        ["after an interim response"] = EventSending.AfterInterimResponse,
    };

    public static TheoryData<string> Ways { get; } = [.. s_ways.Keys];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_event_is_understood_whichever_way_it_comes(string way)
    {
        using var function = new FunctionFolder();
        await using var run = await BootstrapRun.StartAsync(function);
        foreach (var size in (int[])[0, 1, 2, 3000])
        {
            var body = Payloads.OfSize(size);

            var answer = await run.InvokeAsync(new FakeEvent { Body = body, ContentType = Payloads.Bytes, Sending = s_ways[way] });

            Assert.False(answer.IsError, answer.ToString());
            Assert.Equal(body, answer.Body);
        }

        Assert.Equal("{}", (await run.InvokeAsync("{}")).ResponseText());
    }

    [Theory]
    [InlineData("in small chunks of 1000 bytes", 1000)]
    [InlineData("in chunks of 64 KiB", 65536)]
    public async Task An_event_of_exactly_6_MiB_comes_in_chunks(string way, int chunk)
    {
        using var function = new FunctionFolder();
        await using var run = await BootstrapRun.StartAsync(function);
        var body = Payloads.OfSize(6_291_456);

        var answer = await run.InvokeAsync(new FakeEvent { Body = body, ContentType = way.Length > 0 ? Payloads.Bytes : null, Sending = EventSending.Chunked(chunk) });

        Assert.False(answer.IsError, answer.ToString());
        Assert.True(body.AsSpan().SequenceEqual(answer.Body));
    }

    [Fact]
    public async Task Names_of_headers_are_read_without_regard_to_case()
    {
        using var function = new FunctionFolder();
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync(new FakeEvent
        {
            Text = "x",
            ContentType = "text/plain",
            LowerCaseNames = true,
            Headers = [new("LAMBDA-RUNTIME-INVOCATION-ID", "delivery-7")],
        });

        Assert.Equal("text/plain", answer.ContentType);
        Assert.Equal("delivery-7", answer.Request.Header("Lambda-Runtime-Invocation-Id"));
    }

    [Fact]
    public async Task Optional_headers_may_be_absent()
    {
        using var function = new FunctionFolder().Python("""
            def handle(event, context):
                return [event, context.invoked_function_arn, context.client_context, context.identity.cognito_identity_id, context.tenant_id,
                        context.get_remaining_time_in_millis() > 0]
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync(new FakeEvent { Text = "1", ContentType = null, Timeout = null });

        Assert.Equal("[1, null, null, null, null, true]", answer.ResponseText().Replace(",", ", ", StringComparison.Ordinal).Replace("  ", " ", StringComparison.Ordinal));
        Assert.Null(answer.Request.Header("Lambda-Runtime-Invocation-Id"));
    }

    [Fact]
    public async Task Empty_headers_are_the_same_as_absent_ones()
    {
        using var function = new FunctionFolder().Exec("context", """
            #!/bin/sh
            cat >/dev/null
            cat <&3
            """, """
            "phases":["before"]
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync(new FakeEvent
        {
            Text = "1",
            ContentType = "",
            Headers =
            [
                new("Lambda-Runtime-Invocation-Id", ""), new("Lambda-Runtime-Invoked-Function-Arn", ""), new("Lambda-Runtime-Trace-Id", ""),
                new("Lambda-Runtime-Client-Context", ""), new("Lambda-Runtime-Cognito-Identity", ""), new("Lambda-Runtime-Aws-Tenant-Id", ""),
            ],
        });

        Assert.Equal("application/json", answer.ContentType);
        Assert.Null(answer.Request.Header("Lambda-Runtime-Invocation-Id"));
        foreach (var name in (string[])["invocationId", "trace", "clientContext", "identity", "tenantId"])
            Assert.False(answer.Json.TryGetProperty(name, out _), answer.ToString());
    }

    [Fact]
    public async Task Unknown_headers_are_no_fault()
    {
        using var function = new FunctionFolder();
        await using var run = await BootstrapRun.StartAsync(function);
        var many = Enumerable.Range(0, 50).Select(number => new KeyValuePair<string, string>($"X-Proxy-{number}", new string('v', 1000)));

        var answer = await run.InvokeAsync(new FakeEvent { Text = "1", Headers = [new("Lambda-Runtime-Something-New", "ä;\"x\""), new("Lambda-Runtime-Deadline-Ns", "1"), .. many] });

        Assert.Equal("1", answer.ResponseText());
    }

    [Theory]
    [InlineData("a b/c?d#e%41&f")]
    [InlineData("größe-✓")]
    [InlineData("../../init/error")]
    [InlineData("%2e%2e")]
    [InlineData("aAzZ09-._~")]
    public async Task A_request_id_is_opaque_and_escaped_in_the_path(string id)
    {
        using var function = new FunctionFolder();
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync(new FakeEvent { RequestId = id, Text = "1" });

        Assert.Equal("1", answer.ResponseText());
        Assert.Equal($"/2018-06-01/runtime/invocation/{Uri.EscapeDataString(id)}/response", answer.Request.Target);
    }

    [Theory]
    [InlineData("Lambda-Runtime-Client-Context", "{not json")]
    [InlineData("Lambda-Runtime-Client-Context", "{} {}")]
    [InlineData("Lambda-Runtime-Cognito-Identity", "\"")]
    public async Task An_unreadable_header_fails_its_event_only(string name, string value)
    {
        using var function = new FunctionFolder().Python("""
            def handle(event, context):
                return event
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        var outcome = await run.SurvivesAsync(new FakeEvent { Text = "1", Headers = [new(name, value)] });

        outcome.AssertErrorIs("Runtime.LambdaContextUnmarshalError", name);
    }

    [Fact]
    public async Task The_trace_header_reaches_the_handlers_environment_unchanged_and_leaves_it_with_its_event()
    {
        const string Trace = "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1;Lineage=1:abc:0";
        using var function = new FunctionFolder().Python("""
            import os
            def handle(event, context):
                return os.environ.get("_X_AMZN_TRACE_ID")
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        var traced = await run.InvokeAsync(new FakeEvent { Text = "1", Headers = [new("Lambda-Runtime-Trace-Id", Trace)] });
        var untraced = await run.InvokeAsync("1");

        Assert.Equal($"\"{Trace}\"", traced.ResponseText());
        Assert.Equal("null", untraced.ResponseText());
    }

    [Fact]
    public async Task A_deadline_that_is_past_is_answered_as_a_timeout_and_the_next_event_is_served()
    {
        using var function = new FunctionFolder().Python("""
            def handle(event, context):
                return event
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        foreach (var timeout in (TimeSpan[])[TimeSpan.FromSeconds(-60), TimeSpan.FromDays(-10000), TimeSpan.Zero, TimeSpan.FromMilliseconds(50)])
            (await run.SurvivesAsync(new FakeEvent { Text = "1", Timeout = timeout })).AssertFailed("Runtime.HandlerTimeout", "handler", "handle", "");
    }

    [Fact]
    public async Task A_deadline_far_away_is_no_fault()
    {
        using var function = new FunctionFolder().Exec("cat", "#!/bin/sh\nexec cat\n");
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("1", (await run.InvokeAsync(new FakeEvent { Text = "1", Timeout = TimeSpan.FromDays(300_000) })).ResponseText());
        Assert.Equal("2", (await run.InvokeAsync(new FakeEvent { Text = "2", Timeout = null, Headers = [new("Lambda-Runtime-Deadline-Ms", "9223372036854775807")] })).ResponseText());
        Assert.Equal("3", (await run.InvokeAsync(new FakeEvent { Text = "3", Timeout = null, Headers = [new("Lambda-Runtime-Deadline-Ms", "soon")] })).ResponseText());
    }
}
