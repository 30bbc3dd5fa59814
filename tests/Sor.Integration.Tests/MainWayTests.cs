namespace Sor.Integration.Tests;

/// <summary>An event's whole way: platform, middlewares, language runtime, handler, and back.</summary>
public sealed class MainWayTests
{
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
}
