using System.Text.Json;

namespace Sor.Integration.Tests;

/// <summary>The middlewares that come with the runtime, found by their names, mixed with the function's own.</summary>
public sealed class LibraryTests
{
    private const string Pipeline = """
        {"version":1,"name":"mixed","runtime":"echo","pipeline":[
          {"use":"log","config":{"fields":{"service":"mixed"},"event":{"user":"/user"},"attributes":{"correlationId":"/correlation-id/id"}}},
          {"use":"warmup"},
          {"use":"correlation-id","config":{"event":["/id"],"intoEvent":"/seenBy","intoResponse":"/correlationId"}},
          {"use":"audit","config":{"pointers":["/user"]}},
          {"use":"./middlewares/stamp","kind":"exec","phases":["before"]},
          {"use":"json-filter","phases":["before"],"config":{"filter":".items |= map(select(.count > 0))"}},
          {"use":"redact","phases":["before"],"config":{"pointers":["/password"]}},
          {"use":"redact-lines","phases":["after"],"config":{"pointers":["/token"],"with":"***"}}
        ]}
        """;

    [Fact]
    public async Task Middlewares_of_all_kinds_and_languages_work_in_one_pipeline()
    {
        using var function = Function();
        await using var run = await BootstrapRun.StartAsync(function);

        for (var call = 1; call <= 3; call++)
        {
            var answer = await run.InvokeAsync("""{"user":"ada","password":"secret","token":"t","id":"c-1","items":[{"count":2},{"count":0}]}""");

            Assert.Equal(
                """{"receivedBy":"stamp","user":"ada","password":"[redacted]","token":"***","id":"c-1","items":[{"count":2}],"seenBy":"c-1","correlationId":"c-1"}""",
                answer.ResponseText());
        }

        await run.WaitForPollAsync();
        var lines = run.Stdout.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement).ToList();
        var calls = lines.Where(static line => line.GetProperty("type").GetString() == "call").ToList();
        Assert.Equal(3, calls.Count);
        Assert.All(calls, static line => Assert.Equal("response mixed ada c-1", $"{line.GetProperty("outcome")} {line.GetProperty("service")} {line.GetProperty("user")} {line.GetProperty("correlationId")}"));
        Assert.Equal(6, lines.Count(static line => line.GetProperty("type").GetString() == "audit"));
        Assert.DoesNotContain("secret", run.Stdout.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warm_up_event_goes_no_further()
    {
        using var function = Function();
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("""{"warmup":true}""", (await run.InvokeAsync("""{"warmup":true}""")).ResponseText());

        await run.WaitForPollAsync();
        Assert.Contains("\"responseBytes\":15", run.Stdout.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"type\":\"audit\"", run.Stdout.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_a_filter_cannot_take_fails_alone()
    {
        using var function = Function();
        await using var run = await BootstrapRun.StartAsync(function);

        var failed = await run.InvokeAsync("""{"items":7}""");

        failed.AssertErrorIs("JsonFilter.Failed", "Cannot iterate over number");
        Assert.Equal("json-filter", failed.Json.GetProperty("stage").GetString());
        Assert.Contains("\"correlationId\":\"c-2\"", (await run.InvokeAsync("""{"id":"c-2","items":[]}""")).ResponseText(), StringComparison.Ordinal);
        Assert.Contains("\"errorType\":\"JsonFilter.Failed\",\"errorStage\":\"json-filter\"", run.Stdout.Text, StringComparison.Ordinal);
    }

    private static FunctionFolder Function() => new FunctionFolder { Configuration = Pipeline }.Executable("middlewares/stamp", """
        #!/bin/sh
        exec sed '1s/^{/{"receivedBy":"stamp",/'
        """);
}
