using System.Text.Json;

namespace Sor.Integration.Tests;

/// <summary>What is known of an event: a stage takes part by it, and is told it when it asks.</summary>
public sealed class EventFactsTests
{
    // Keeps its context, and passes the event on.
    private const string Stage = """
        #!/bin/sh
        cat <&3 >> seen
        exec cat

        """;

    private const string Http = """
        {"version":"2.0","rawPath":"/orders/7","rawQueryString":"page=2","headers":{"x-shop":"berlin","content-type":"text/plain"},
         "requestContext":{"stage":"$default","requestId":"q-1","apiId":"a","http":{"method":"PUT","path":"/orders/7","sourceIp":"192.0.2.1"},"domainName":"api.example"},"body":"x","isBase64Encoded":false}
        """;

    private const string EventBridge = """{"version":"0","id":"e-1","detail-type":"Order Placed","source":"shop","account":"1","time":"2024-01-01T00:00:00Z","region":"r","resources":[],"detail":{"n":1}}""";

    private const string Messages = """{"Records":[{"messageId":"m-0","eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:r:1:q","body":"a"},{"messageId":"m-1","eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:r:1:q","body":"b"}]}""";

    [Theory]
    [InlineData("""{"exact":{"event.kind":"http-api-v2"}}""", "http")]
    [InlineData("""{"exact":{"http.method":"PUT","http.path":"/orders/7"}}""", "http")]
    [InlineData("""{"suffix":{"http.target":"7?page=2"}}""", "http")]
    [InlineData("""{"exact":{"http.headers.X-Shop":"berlin"}}""", "http")]
    [InlineData("""{"not":{"prefix":{"http.target":"/"}}}""", "bus queue raw")]
    [InlineData("""{"exact":{"event.type":"Order Placed","event.id":"e-1"}}""", "bus")]
    [InlineData("""{"prefix":{"event.source":"arn:aws:sqs:"}}""", "queue")]
    [InlineData("""{"suffix":{"event.type":".batch"}}""", "queue")]
    [InlineData("""{"exact":{"event.kind":"raw"}}""", "raw")]
    public async Task A_stage_takes_part_by_what_the_event_is(string match, string takenPartIn)
    {
        using var function = new FunctionFolder().Exec("mark", Stage, $$"""
            "phases":["before"],"match":{{match}}
            """);
        await using var run = await BootstrapRun.StartAsync(function);
        var took = new List<string>();
        foreach (var (name, e) in ((string, string)[])[("http", Http), ("bus", EventBridge), ("queue", Messages), ("raw", """{"n":1}""")])
        {
            var before = function.Read("seen").Length;
            _ = await run.InvokeAsync(e);
            if (function.Read("seen").Length > before)
                took.Add(name);
        }

        Assert.Equal(takenPartIn, string.Join(' ', took));
    }

    [Fact]
    public async Task A_stage_is_told_the_parts_that_it_asks_for_in_each_phase()
    {
        using var function = new FunctionFolder().Exec("ask", Stage, """
            "context":["event","http"]
            """).Exec("other", """
            #!/bin/sh
            cat <&3 >> others
            exec cat

            """);
        await using var run = await BootstrapRun.StartAsync(function);

        _ = await run.InvokeAsync(Http);
        _ = await run.InvokeAsync(EventBridge);

        var seen = Contexts(function.Read("seen"));
        Assert.Equal(4, seen.Length);
        foreach (var context in seen[..2])
        {
            Assert.Equal("http-api-v2", context.GetProperty("event").GetProperty("kind").GetString());
            var http = context.GetProperty("http");
            Assert.Equal("PUT", http.GetProperty("method").GetString());
            Assert.Equal("/orders/7?page=2", http.GetProperty("target").GetString());
            Assert.Equal("/orders/7", http.GetProperty("path").GetString());
            Assert.Contains("""["x-shop","berlin"]""", http.GetProperty("headers").GetRawText(), StringComparison.Ordinal);
        }

        Assert.Equal("""{"kind":"eventbridge","id":"e-1","source":"shop","type":"Order Placed","idempotencyKey":"shop e-1"}""", seen[2].GetProperty("event").GetRawText());
        Assert.False(seen[2].TryGetProperty("http", out _));
        Assert.All(Contexts(function.Read("others")), static context => Assert.False(context.TryGetProperty("event", out _) || context.TryGetProperty("http", out _)));
    }

    [Fact]
    public async Task Inside_of_the_boundary_cloudevents_the_facts_are_those_of_the_record()
    {
        using var function = new FunctionFolder().CloudEvents().Exec("ask", Stage, """
            "phases":["before"],"context":["event"],"match":{"exact":{"event.id":"m-1"}}
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        _ = await run.InvokeAsync(Messages);

        var told = Assert.Single(Contexts(function.Read("seen"))).GetProperty("event");
        Assert.Equal("sqs", told.GetProperty("kind").GetString());
        Assert.Equal("m-1", told.GetProperty("id").GetString());
        Assert.Equal("arn:aws:sqs:r:1:q", told.GetProperty("source").GetString());
        Assert.Equal("arn:aws:sqs:r:1:q m-1", told.GetProperty("idempotencyKey").GetString());
    }

    [Fact]
    public async Task A_package_asks_in_its_manifest_and_a_worker_is_told_in_the_frame()
    {
        using var function = new FunctionFolder()
            .File("lib/ask/middleware.json", """{"name":"ask","version":"1.0.0","kind":"frames","command":["./ask"],"phases":["before"],"context":["http"]}""")
            .Executable("lib/ask/ask", """
                #!/usr/bin/env python3
                import sor

                @sor.before
                def before(event, ctx):
                    return {"saw": ctx.http["method"]}

                sor.run()

                """);
        function.Configuration = """{"version":1,"name":"under-test","runtime":"echo","pipeline":[{"use":"./lib/ask"}]}""";
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("""{"saw":"PUT"}""", (await run.InvokeAsync(Http)).ResponseText().Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_filter_is_told_in_its_envelope()
    {
        using var function = new FunctionFolder().Executable("middlewares/ask", """
            #!/usr/bin/python3
            import json, sys
            for line in iter(sys.stdin.readline, ""):
                asked = json.loads(line)
                print(json.dumps({"id": asked["id"], "event": {"saw": asked["context"]["event"]["type"]}}), flush=True)

            """).Stage("ask", "lines", """
            "envelope":true,"context":["event"]
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("""{"saw":"Order Placed"}""", (await run.InvokeAsync(EventBridge)).ResponseText().Replace("\": ", "\":", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_that_a_frames_header_cannot_hold_fails_the_stage_that_asks_for_it_and_is_named()
    {
        using var function = new FunctionFolder().Frames("ask", RawFrames.Program("""
            def invoke(header, body):
                send({"type": "result", "id": header["id"]}, body)
            """), """
            "phases":["before"],"context":["http"]
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        var large = Http.Replace("berlin", new string('x', 70_000), StringComparison.Ordinal);
        (await run.InvokeAsync(large)).AssertFailed("Runtime.StageFailed", "ask", "before", "its part `http` has 70");
        Assert.False((await run.InvokeAsync(Http)).IsError);
    }

    private static JsonElement[] Contexts(string lines) =>
        [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement)];
}
