namespace Sor.Integration.Tests;

/// <summary>How the end of an executable decides the outcome of its phase.</summary>
public sealed class ExecutableOutcomeTests
{
    private const string TellHandler = """
        import os
        def handle(event, context):
            open("handled", "a").write("x")
            return event
        """;

    [Fact]
    public async Task Status_80_short_circuits_and_only_outer_stages_see_the_reply_on_its_way_out()
    {
        using var function = new FunctionFolder()
            .Python(TellHandler)
            .Exec("outer", """
                #!/bin/sh
                exec sed "s/^/outer $1 /"
                """)
            .Exec("guard", """
                #!/bin/sh
                cat >>guard.saw
                echo $1 >>guard.phases
                echo denied
                exit 80
                """)
            .Exec("inner", """
                #!/bin/sh
                line=$(cat)
                echo $1 >>inner.phases
                echo "$line"
                """);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync(new FakeEvent { Text = "hello", ContentType = "text/plain" });

        Assert.Equal("outer after denied", answer.ResponseText());
        Assert.Equal("application/json", answer.ContentType);
        Assert.Equal("outer before hello", function.Read("guard.saw"));
        Assert.Equal("before\n", function.Read("guard.phases"));
        Assert.Equal("", function.Read("inner.phases"));
        Assert.Equal("", function.Read("handled"));
    }

    [Fact]
    public async Task An_empty_reply_is_a_failure()
    {
        using var function = new FunctionFolder().Exec("guard", """
            #!/bin/sh
            cat >/dev/null
            exit 80
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync("{}");

        answer.AssertFailed("Runtime.StageFailed", "guard", "before", "wrote nothing to STDOUT");
    }

    [Fact]
    public async Task Status_80_of_a_phase_after_is_the_response()
    {
        using var function = new FunctionFolder().Exec("guard", """
            #!/bin/sh
            cat
            [ $1 = before ] || exit 80
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("[1]", (await run.InvokeAsync("[1]")).ResponseText());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(79)]
    [InlineData(81)]
    [InlineData(126)]
    [InlineData(127)]
    [InlineData(255)]
    public async Task Every_other_status_is_a_failure_and_the_handler_does_not_run(int status)
    {
        using var function = new FunctionFolder().Python(TellHandler).Exec("check", $"""
            #!/bin/sh
            cat
            echo first >&2
            echo 'no such "key"' >&2
            exit {status}
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync("{}");

        answer.AssertFailed("Runtime.StageFailed", "check", "before", $"exited with status {status}; its last words: no such \"key\"");
        Assert.Equal("", function.Read("handled"));
    }

    [Theory]
    [InlineData("""{"error":{"errorType":"Order.Unknown","errorMessage":"check: no order 7","stackTrace":["a","b"],"retry":true}}""", "Order.Unknown", "check: no order 7")]
    [InlineData("""{"error":{"errorType":"Order.Unknown"}}""", "Order.Unknown", "exited with status 3")]
    [InlineData("""{"error":{"errorMessage":"check: odd"}}""", "Runtime.StageFailed", "check: odd")]
    [InlineData("""{"error":"odd"}""", "Runtime.StageFailed", "exited with status 3")]
    [InlineData("odd", "Runtime.StageFailed", "exited with status 3")]
    public async Task A_failing_executable_may_note_why(string note, string errorType, string message)
    {
        using var function = new FunctionFolder().Exec("check", $"""
            #!/bin/sh
            cat >/dev/null
            printf %s '{note}' >&4
            exit 3
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.InvokeAsync("{}")).AssertFailed(errorType, "check", "before", message);
    }

    [Fact]
    public async Task A_noted_error_belongs_to_the_phase_that_noted_it()
    {
        using var function = new FunctionFolder().Exec("check", """
            #!/bin/sh
            cat
            [ $1 = before ] && echo '{"error":{"errorType":"Early","errorMessage":"not this one"}}' >&4
            [ $1 = before ]
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.InvokeAsync("{}")).AssertFailed("Runtime.StageFailed", "check", "after", "exited with status 1");
    }

    [Fact]
    public async Task A_failure_of_the_phase_after_names_that_phase()
    {
        using var function = new FunctionFolder().Exec("check", """
            #!/bin/sh
            cat
            [ $1 = before ]
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.InvokeAsync("{}")).AssertFailed("Runtime.StageFailed", "check", "after", "exited with status 1");
    }

    [Theory]
    [InlineData("")]
    [InlineData("echo")]
    public async Task Empty_output_is_a_failure_unless_the_input_was_empty(string command)
    {
        using var function = new FunctionFolder().Exec("drop", $"""
            #!/bin/sh
            cat >/dev/null
            {command}
            """, """
            "phases":["before"]
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        var dropped = await run.InvokeAsync("{}");
        var empty = await run.InvokeAsync("");

        dropped.AssertFailed("Runtime.StageFailed", "drop", "before", "wrote nothing to STDOUT");
        Assert.Equal("", empty.ResponseText());
    }

    [Theory]
    [InlineData("application/json", "{}\\n", "{}")]
    [InlineData("application/json", "{}\\n\\n", "{}\n")]
    [InlineData("application/cloudevents+json; charset=utf-8", "{}\\n", "{}")]
    [InlineData("text/plain", "{}\\n", "{}\n")]
    [InlineData("application/jsonish", "{}\\n", "{}\n")]
    public async Task One_line_feed_at_the_end_is_dropped_for_JSON_only(string contentType, string written, string expected)
    {
        using var function = new FunctionFolder().Exec("print", $"""
            #!/bin/sh
            cat >/dev/null
            printf '{written}'
            """, """
            "phases":["before"]
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync(new FakeEvent { Text = "x", ContentType = contentType });

        Assert.Equal(expected, answer.ResponseText());
    }

    [Fact]
    public async Task Not_reading_STDIN_is_no_failure_whatever_the_size()
    {
        using var function = new FunctionFolder().Exec("ignore", """
            #!/bin/sh
            echo '"own"'
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        foreach (var size in Payloads.Sizes.Where(size => size > 0))
        {
            var answer = await run.InvokeAsync(new FakeEvent { Body = Payloads.OfSize(size) });
            Assert.Equal("\"own\"", answer.ResponseText());
        }
    }

    [Fact]
    public async Task A_phase_that_is_not_declared_starts_no_process()
    {
        using var function = new FunctionFolder().Exec("once", """
            #!/bin/sh
            cat
            echo $1 >>phases
            """, """
            "phases":["after"]
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("{}", (await run.InvokeAsync("{}")).ResponseText());
        Assert.Equal("after\n", function.Read("phases"));
    }

    [Fact]
    public async Task What_an_executable_writes_to_STDERR_is_log()
    {
        using var function = new FunctionFolder().Exec("talk", """
            #!/bin/sh
            cat
            echo "talked in $1" >&2
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        _ = await run.InvokeAsync("{}");

        await run.Stderr.WaitForAsync("talked in before\n");
        await run.Stderr.WaitForAsync("talked in after\n");
    }

    [Fact]
    public async Task An_executable_finds_its_context_its_configuration_and_the_functions_environment()
    {
        using var function = new FunctionFolder { Settings = "\"environment\":{\"GREETING\":\"hello\"}" }.Exec("look", """
            #!/bin/sh
            cat >/dev/null
            printf '{"stage":"%s","config":%s,"greeting":"%s","events":"%s","directory":"%s","context":' \
                "$SOR_STAGE" "$SOR_STAGE_CONFIG" "$GREETING" "$SOR_EVENTS_FD" "$(pwd)"
            eval "cat <&$SOR_CONTEXT_FD"
            echo '}'
            """, """
            "name":"looker","config":{"key":[1,"ä"]},"phases":["before"]
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync(new FakeEvent
        {
            RequestId = "id/1",
            Text = "{}",
            Headers =
            [
                new("Lambda-Runtime-Invocation-Id", "delivery-1"),
                new("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:1:function:f:live"),
                new("Lambda-Runtime-Trace-Id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1;Lineage=a:1"),
                new("Lambda-Runtime-Client-Context", """{"custom":{"a":"b"}}"""),
                new("Lambda-Runtime-Cognito-Identity", """{"cognitoIdentityId":"who"}"""),
                new("Lambda-Runtime-Aws-Tenant-Id", "tenant"),
            ],
        });

        Assert.False(answer.IsError, answer.ToString());
        Assert.Equal("looker", answer.Json.GetProperty("stage").GetString());
        Assert.Equal("""{"key":[1,"ä"]}""", System.Text.RegularExpressions.Regex.Unescape(answer.Json.GetProperty("config").GetRawText()));
        Assert.Equal("hello", answer.Json.GetProperty("greeting").GetString());
        Assert.Equal("", answer.Json.GetProperty("events").GetString());
        Assert.Equal(function.Path, answer.Json.GetProperty("directory").GetString());
        var context = answer.Json.GetProperty("context");
        Assert.Equal("id/1", context.GetProperty("requestId").GetString());
        Assert.Equal("delivery-1", context.GetProperty("invocationId").GetString());
        Assert.Equal("application/json", context.GetProperty("contentType").GetString());
        Assert.Equal("lambda", context.GetProperty("trigger").GetString());
        Assert.Equal("tenant", context.GetProperty("tenantId").GetString());
        Assert.EndsWith(";Lineage=a:1", context.GetProperty("trace").GetProperty("xray").GetString(), StringComparison.Ordinal);
        Assert.Equal("b", context.GetProperty("clientContext").GetProperty("custom").GetProperty("a").GetString());
        Assert.Equal("who", context.GetProperty("identity").GetProperty("cognitoIdentityId").GetString());
        Assert.InRange(context.GetProperty("remainingMs").GetInt64(), 1, 60_000);
        Assert.True(context.GetProperty("deadline").GetInt64() > DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        var identity = context.GetProperty("function");
        Assert.Equal("under-test", identity.GetProperty("name").GetString());
        Assert.Equal("$LATEST", identity.GetProperty("version").GetString());
        Assert.Equal(512, identity.GetProperty("memoryMb").GetInt32());
        Assert.Equal("arn:aws:lambda:eu-central-1:1:function:f:live", identity.GetProperty("arn").GetString());
        Assert.False(context.TryGetProperty("state", out _));
    }

    [Fact]
    public async Task An_executable_has_no_descriptors_but_its_own()
    {
        using var function = new FunctionFolder().Exec("list", """
            #!/usr/bin/python3
            import fcntl, json, sys
            def is_open(fd):
                try:
                    return fcntl.fcntl(fd, fcntl.F_GETFD) >= 0
                except OSError:
                    return False
            sys.stdin.read()
            json.dump([fd for fd in range(1024) if is_open(fd)], sys.stdout)
            """, """
            "phases":["before"]
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("[0, 1, 2, 3, 4]", (await run.InvokeAsync("{}")).ResponseText());
    }
}
