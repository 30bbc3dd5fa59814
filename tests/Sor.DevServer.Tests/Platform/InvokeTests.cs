using System.Text;
using System.Text.Json;
using Sor.DevServer.Emulation;
using Sor.DevServer.Reporting;

namespace Sor.DevServer.Tests;

public sealed class InvokeTests
{
    [Fact]
    public async Task A_call_is_answered_with_the_functions_response()
    {
        await using var platform = await RunningPlatform.StartAsync();

        var answer = await platform.InvokeAsync("""{"a":1}""");

        Assert.Equal(200, answer.Status);
        Assert.Equal("""{"a": 1}""", answer.Body);
        Assert.Null(answer.FunctionError);
        Assert.Equal("$LATEST", answer.Headers["X-Amz-Executed-Version"]);
    }

    [Fact]
    public async Task A_failed_call_is_answered_200_with_the_functions_error()
    {
        await using var platform = await RunningPlatform.StartAsync();

        var answer = await platform.InvokeAsync("""{"do":"error","type":"KeyError","message":"no key"}""");

        Assert.Equal((200, "Unhandled", "KeyError", "no key"), (answer.Status, answer.FunctionError, answer.ErrorType, answer.ErrorMessage));
        var call = await platform.Reporter.NextAsync<CallNotice>();
        Assert.Equal(("handler", CallStatus.FunctionError), (call.Record!.FailedStage, call.Result.Status));
    }

    [Fact]
    public async Task The_end_of_the_log_comes_along_when_asked_for()
    {
        await using var platform = await RunningPlatform.StartAsync();

        var answer = await platform.InvokeAsync("""{"do":"log","lines":3}""", headers: ("X-Amz-Log-Type", "Tail"));

        var id = answer.Headers["x-amzn-RequestId"];
        var lines = answer.Log.Split('\n');
        Assert.Equal([$"START RequestId: {id} Version: $LATEST", "line 0", "line 1", "line 2", $"END RequestId: {id}"], lines[..5]);
        Assert.StartsWith($"REPORT RequestId: {id}\tDuration: ", lines[5], StringComparison.Ordinal);
        Assert.DoesNotContain("X-Amz-Log-Result", (await platform.InvokeAsync("{}")).Headers.Keys);
    }

    [Fact]
    public async Task What_the_runtime_passes_on_after_the_answer_is_in_the_log_too()
    {
        await using var platform = await RunningPlatform.StartAsync();

        var answer = await platform.InvokeAsync("""{"do":"log-late"}""", headers: ("X-Amz-Log-Type", "Tail"));

        Assert.Contains("\npassed on after the answer\nEND ", answer.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_long_log_the_last_4_KB_come_along()
    {
        await using var platform = await RunningPlatform.StartAsync();

        var answer = await platform.InvokeAsync("""{"do":"log","lines":5000}""", headers: ("X-Amz-Log-Type", "Tail"));

        Assert.Equal(4096, Convert.FromBase64String(answer.Headers["X-Amz-Log-Result"]).Length);
        Assert.Contains("line 4999\nEND RequestId: ", answer.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_context_of_the_call_reaches_the_runtime()
    {
        await using var platform = await RunningPlatform.StartAsync(timeoutMs: 20_000);
        var clientContext = Convert.ToBase64String(Encoding.UTF8.GetBytes("{\n\"custom\": {\"a\": \"ü\"}}"));

        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var answer = await platform.InvokeAsync(
            """{"do":"headers"}""",
            "arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Ahello%3A%24LATEST",
            ("X-Amz-Client-Context", clientContext),
            ("X-Amz-Tenant-Id", "acme"),
            ("X-Amzn-Trace-Id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1"));

        Assert.Equal(answer.Headers["x-amzn-RequestId"], answer.Member("Lambda-Runtime-Aws-Request-Id"));
        Assert.Equal("""{"custom":{"a":"\u00FC"}}""", answer.Member("Lambda-Runtime-Client-Context"));
        Assert.Equal("acme", answer.Member("Lambda-Runtime-Aws-Tenant-Id"));
        Assert.Equal("Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1", answer.Member("Lambda-Runtime-Trace-Id"));
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:hello:$LATEST", answer.Member("Lambda-Runtime-Invoked-Function-Arn"));
        Assert.InRange(long.Parse(answer.Member("Lambda-Runtime-Deadline-Ms")!, null), before + 20_000, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() + 20_000);
    }

    [Fact]
    public async Task The_process_has_the_environment_of_Lambda_and_no_other()
    {
        Environment.SetEnvironmentVariable("SOR_TEST_SECRET", "developer's own");
        await using var platform = await RunningPlatform.StartAsync();

        var answer = await platform.InvokeAsync("""{"do":"environment"}""");

        using var document = JsonDocument.Parse(answer.Body);
        Assert.Equal(platform.Folder, document.RootElement.GetProperty("directory").GetString());
        var environment = document.RootElement.GetProperty("environment");
        Assert.Equal("hello", environment.GetProperty("AWS_LAMBDA_FUNCTION_NAME").GetString());
        Assert.Equal("512", environment.GetProperty("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").GetString());
        Assert.Equal(platform.Folder, environment.GetProperty("LAMBDA_TASK_ROOT").GetString());
        Assert.Equal("local", environment.GetProperty("AWS_SECRET_ACCESS_KEY").GetString());
        Assert.Equal(Path.Combine(platform.Folder, "sor.json"), environment.GetProperty("SOR_CONFIG").GetString());
        Assert.False(environment.TryGetProperty("SOR_TEST_SECRET", out _));
    }

    [Fact]
    public async Task A_dry_run_runs_nothing()
    {
        await using var platform = await RunningPlatform.StartAsync();

        var answer = await platform.InvokeAsync("""{"do":"exit","status":1}""", headers: ("X-Amz-Invocation-Type", "DryRun"));

        Assert.Equal((204, ""), (answer.Status, answer.Body));
        Assert.Equal(200, (await platform.InvokeAsync("{}")).Status);
    }

    [Fact]
    public async Task An_event_is_accepted_at_once_and_tried_three_times_under_one_id()
    {
        await using var platform = await RunningPlatform.StartAsync();

        var answer = await platform.InvokeAsync("""{"do":"error"}""", headers: ("X-Amz-Invocation-Type", "Event"));

        Assert.Equal((202, ""), (answer.Status, answer.Body));
        var ids = new List<string>();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            ids.Add((await platform.Reporter.NextAsync<CallNotice>()).Call.RequestId);
            Assert.Equal(attempt, (await platform.Reporter.NextAsync<EventFailureNotice>()).Attempt);
        }

        Assert.Equal([answer.Headers["x-amzn-RequestId"]], ids.Distinct());
    }

    [Theory]
    [InlineData("{", 400, "InvalidRequestContentException")]
    [InlineData("{} {}", 400, "InvalidRequestContentException")]
    public async Task A_body_that_is_no_json_is_refused(string payload, int status, string exception)
    {
        await using var platform = await RunningPlatform.StartAsync();

        var answer = await platform.InvokeAsync(payload);

        Assert.Equal((status, exception), (answer.Status, answer.ServiceError));
        Assert.Equal(answer.Member("Message"), answer.Member("message"));
    }

    [Fact]
    public async Task An_empty_body_is_an_empty_object()
    {
        await using var platform = await RunningPlatform.StartAsync();

        Assert.Equal("{}", (await platform.InvokeAsync("")).Body);
    }

    [Theory]
    [InlineData("X-Amz-Invocation-Type", "Sometimes", "InvalidParameterValueException")]
    [InlineData("X-Amz-Log-Type", "Head", "InvalidParameterValueException")]
    [InlineData("X-Amz-Tenant-Id", "a,b", "InvalidParameterValueException")]
    [InlineData("X-Amz-Client-Context", "%%%", "InvalidRequestContentException")]
    [InlineData("X-Amz-Client-Context", "W10=", "InvalidRequestContentException")]
    public async Task A_header_that_makes_no_sense_is_refused(string header, string value, string exception)
    {
        await using var platform = await RunningPlatform.StartAsync();

        var answer = await platform.InvokeAsync("{}", headers: (header, value));

        Assert.Equal((400, exception), (answer.Status, answer.ServiceError));
    }

    [Theory]
    [InlineData("other")]
    [InlineData("hello:prod")]
    public async Task An_unknown_function_or_alias_is_not_found(string function)
    {
        await using var platform = await RunningPlatform.StartAsync();

        var answer = await platform.InvokeAsync("{}", function);

        Assert.Equal((404, "ResourceNotFoundException"), (answer.Status, answer.ServiceError));
    }

    [Fact]
    public async Task A_payload_of_6_MiB_passes_both_ways_and_more_does_not()
    {
        await using var platform = await RunningPlatform.StartAsync();
        var text = new string('x', (6 * 1024 * 1024) - 2);

        var largest = await platform.InvokeAsync($"\"{text}\"");
        var tooLarge = await platform.InvokeAsync($"\"{text}x\"");
        var answerTooLarge = await platform.InvokeAsync("""{"do":"large","bytes":6291555}""");

        Assert.Equal((200, text.Length + 2), (largest.Status, largest.Body.Length));
        Assert.Equal((413, "RequestTooLargeException"), (tooLarge.Status, tooLarge.ServiceError));
        Assert.Equal((200, "Function.ResponseSizeTooLarge"), (answerTooLarge.Status, answerTooLarge.ErrorType));
        Assert.Equal(200, (await platform.InvokeAsync("{}")).Status);
    }

    [Fact]
    public async Task An_event_may_have_1_MiB_and_no_more()
    {
        await using var platform = await RunningPlatform.StartAsync();

        var answer = await platform.InvokeAsync($"\"{new string('x', 1024 * 1024)}\"", headers: ("X-Amz-Invocation-Type", "Event"));

        Assert.Equal((413, "RequestTooLargeException"), (answer.Status, answer.ServiceError));
    }

    [Fact]
    public async Task Calls_wait_for_their_turn_and_one_too_many_is_refused()
    {
        await using var platform = await RunningPlatform.StartAsync(options: new EmulatorOptions { QueueLimit = 2, InitLimit = TimeSpan.FromSeconds(60) });
        _ = await platform.Reporter.NextAsync<ReadyNotice>();
        platform.Write("gate", "");

        // The first is being run when it has logged; of the three after it two find room, whichever come first.
        var first = platform.InvokeAsync("""{"do":"wait","file":"gate"}""");
        _ = await platform.Reporter.NextAsync<LogNotice>(log => log.Line == "waiting");
        var others = new List<Task<Answer>> { platform.InvokeAsync("2"), platform.InvokeAsync("2"), platform.InvokeAsync("2") };
        var refusal = await Task.WhenAny(others);
        var refused = await refusal;
        File.Delete(Path.Combine(platform.Folder, "gate"));

        Assert.Equal((429, "TooManyRequestsException", "1"), (refused.Status, refused.ServiceError, refused.Headers["Retry-After"]));
        Assert.Equal("ConcurrentInvocationLimitExceeded", refused.Member("Reason"));
        Assert.Equal(200, (await first).Status);
        _ = others.Remove(refusal);
        Assert.Equal(["2", "2"], (await Task.WhenAll(others)).Select(answer => answer.Body));
    }

    [Fact]
    public async Task Tools_can_ask_what_is_served()
    {
        await using var platform = await RunningPlatform.StartAsync(timeoutMs: 7_000);

        var list = await platform.Client.GetStringAsync(new Uri($"{platform.Endpoint}/2015-03-31/functions/"));
        var function = await platform.Client.GetStringAsync(new Uri($"{platform.Endpoint}/2015-03-31/functions/hello"));
        var configuration = await platform.Client.GetStringAsync(new Uri($"{platform.Endpoint}/2015-03-31/functions/hello/configuration"));

        Assert.StartsWith("""{"Functions":[{"FunctionName":"hello",""", list, StringComparison.Ordinal);
        Assert.StartsWith("""{"Configuration":{"FunctionName":"hello",""", function, StringComparison.Ordinal);
        Assert.Contains("\"Timeout\":7,", configuration, StringComparison.Ordinal);
        Assert.Contains("\"State\":\"Active\"", configuration, StringComparison.Ordinal);
    }
}
