using System.Text;

namespace Sor.Integration.Tests;

/// <summary>An event's whole way: platform, middlewares, language runtime, handler, and back.</summary>
public sealed class MainWayTests
{
    private const string Cat = """
        #!/bin/sh
        exec cat
        """;

    private const string ReturnEvent = """
        def handle(event, context):
            return event
        """;

    [Fact]
    public async Task An_event_goes_through_two_middlewares_in_different_languages_to_a_Python_handler_and_back()
    {
        using var function = new FunctionFolder()
            .Python("""
                def handle(event, context):
                    event["way"].append("handler")
                    return event
                """)
            .Exec("outer", """
                #!/bin/sh
                exec jq -c --arg step "outer $1" '.way += [$step]'
                """)
            .Exec("inner", """
                #!/usr/bin/python3
                import json, sys
                event = json.load(sys.stdin)
                event["way"].append("inner " + sys.argv[1])
                json.dump(event, sys.stdout)
                """);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync("""{"way":[]}""");

        Assert.False(answer.IsError, answer.ToString());
        Assert.Equal("application/json", answer.ContentType);
        Assert.Equal(
            ["outer before", "inner before", "handler", "inner after", "outer after"],
            answer.Json.GetProperty("way").EnumerateArray().Select(step => step.GetString()));
    }

    [Fact]
    public async Task A_Node_handler_answers_through_a_middleware()
    {
        using var function = new FunctionFolder()
            .File("app.js", """
                exports.handle = async (event, context) => ({ ...event, id: context.awsRequestId });
                """)
            .Handler("""
                "runtime":"node","handler":"app.handle"
                """)
            .Exec("cat", Cat);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync(new FakeEvent { RequestId = "id-of-node", Text = """{"a":1}""" });

        Assert.Equal("""{"a":1,"id":"id-of-node"}""", answer.ResponseText());
    }

    [Fact]
    public async Task Bytes_of_every_size_pass_through_the_echo_runtime()
    {
        using var function = new FunctionFolder();

        await AssertPassesAsync(function);
    }

    [Fact]
    public async Task Bytes_of_every_size_pass_through_executables_both_ways()
    {
        using var function = new FunctionFolder().Exec("cat", Cat);

        await AssertPassesAsync(function);
    }

    [Fact]
    public async Task Bytes_of_every_size_pass_through_executables_that_are_started_on_demand()
    {
        using var function = new FunctionFolder().Exec("cat", Cat, "\"standby\":false");

        await AssertPassesAsync(function);
    }

    [Fact]
    public async Task Bytes_of_every_size_pass_through_an_executable_as_the_handler()
    {
        using var function = new FunctionFolder().Executable("run", Cat).Handler("""
            "runtime":"exec","command":["./run"]
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        foreach (var size in Payloads.Sizes)
        {
            var body = Payloads.OfSize(size);
            var answer = await run.InvokeAsync(new FakeEvent { Body = body, ContentType = Payloads.Bytes });
            Assert.False(answer.IsError, answer.ToString());

            // A handler's answer is JSON unless it notes another type: one line feed at its end is dropped.
            Assert.Equal(body is [.., (byte)'\n'] ? body[..^1] : body, answer.Body);
        }
    }

    [Fact]
    public async Task Bytes_of_every_size_pass_through_a_Python_handler_and_a_persistent_middleware()
    {
        using var function = new FunctionFolder().Python(ReturnEvent).Frames("pass", RawFrames.Program("""
            def invoke(header, body):
                send({"type": "result", "id": header["id"]}, body)
            """), """
            "phases":["before","after"]
            """);

        await AssertPassesAsync(function);
    }

    [Fact]
    public async Task Bytes_of_every_size_pass_through_all_kinds_of_stages_together()
    {
        using var function = new FunctionFolder()
            .Python(ReturnEvent)
            .Exec("outer", Cat)
            .Frames("between", RawFrames.Program("""
                def invoke(header, body):
                    send({"type": "result", "id": header["id"]}, body)
                """))
            .Exec("inner", Cat);

        await AssertPassesAsync(function);
    }

    [Fact]
    public async Task A_response_of_the_platforms_limit_passes_and_one_byte_more_is_an_error()
    {
        using var function = new FunctionFolder();
        await using var run = await BootstrapRun.StartAsync(function);

        var largest = await run.InvokeAsync(new FakeEvent { Body = Payloads.OfSize(6_291_556), ContentType = Payloads.Bytes });
        var tooLarge = await run.InvokeAsync(new FakeEvent { Body = Payloads.OfSize(6_291_557), ContentType = Payloads.Bytes });
        var next = await run.InvokeAsync("{}");

        Assert.Equal(6_291_556, largest.Body.Length);
        Assert.False(largest.IsError);
        tooLarge.AssertErrorIs("Function.ResponseSizeTooLarge", "6291556");
        Assert.Equal("{}", next.ResponseText());
    }

    [Theory]
    [InlineData("text/plain; charset=utf-8", "hello\n")]
    [InlineData("application/xml", "<a>\n</a>\n")]
    [InlineData("application/cloudevents+json", """{"specversion":"1.0"}""")]
    public async Task The_events_content_type_reaches_the_response_through_executables(string contentType, string text)
    {
        using var function = new FunctionFolder().Exec("cat", Cat);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync(new FakeEvent { Text = text, ContentType = contentType });

        Assert.Equal(text, answer.ResponseText());
        Assert.Equal(contentType, answer.ContentType);
    }

    [Fact]
    public async Task JSON_of_a_megabyte_passes_through_a_Python_handler_and_executables()
    {
        using var function = new FunctionFolder().Python(ReturnEvent).Exec("cat", Cat);
        await using var run = await BootstrapRun.StartAsync(function);
        var json = Payloads.JsonOfSize(1_048_576);

        var answer = await run.InvokeAsync(json);

        Assert.Equal(json, answer.ResponseText());
    }

    [Fact]
    public async Task A_Python_handler_sees_Lambdas_context()
    {
        using var function = new FunctionFolder().Python("""
            def handle(event, context):
                return [context.aws_request_id, context.invoked_function_arn, context.function_name, context.function_version,
                        context.memory_limit_in_mb, context.log_stream_name, 0 < context.get_remaining_time_in_millis() <= 60000,
                        context.client_context.custom["a"], context.identity.cognito_identity_id, context.tenant_id]
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync(new FakeEvent
        {
            RequestId = "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
            Text = "{}",
            Headers =
            [
                new("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:123456789012:function:under-test:live"),
                new("Lambda-Runtime-Client-Context", """{"custom":{"a":"ä b"}}"""),
                new("Lambda-Runtime-Cognito-Identity", """{"cognitoIdentityId":"who","cognitoIdentityPoolId":"pool"}"""),
                new("Lambda-Runtime-Aws-Tenant-Id", "tenant-1"),
            ],
        });

        Assert.Equal(
            """["8476a536-e9f4-11e8-9739-2dfe598c3fcd","arn:aws:lambda:eu-central-1:123456789012:function:under-test:live","under-test","$LATEST","512","2026/01/01/[$LATEST]0123456789abcdef",true,"ä b","who","tenant-1"]""",
            System.Text.RegularExpressions.Regex.Unescape(answer.ResponseText()).Replace(", ", ",", StringComparison.Ordinal));
    }

    private static async Task AssertPassesAsync(FunctionFolder function)
    {
        await using var run = await BootstrapRun.StartAsync(function);
        foreach (var size in Payloads.Sizes)
        {
            var body = Payloads.OfSize(size);
            var answer = await run.InvokeAsync(new FakeEvent { Body = body, ContentType = Payloads.Bytes });
            Assert.False(answer.IsError, answer.ToString());
            Assert.True(body.AsSpan().SequenceEqual(answer.Body), $"{size} bytes came back as {answer.Body.Length} others: {Encoding.Latin1.GetString(answer.Body[..Math.Min(100, answer.Body.Length)])}");
            Assert.Equal(Payloads.Bytes, answer.ContentType);
        }
    }
}
