namespace Sor.Integration.Tests;

/// <summary>The records of the engine keep their published schema.</summary>
public sealed class RecordSchemaTests
{
    [Fact]
    public async Task Every_record_of_a_life_keeps_the_schema()
    {
        using var function = new FunctionFolder()
            .Python("""
                import os
                def handle(event, context):
                    if event == "end": os._exit(3)
                    if event == "fail": raise ValueError("no")
                    return event
                """)
            .Exec("watch", """
                #!/bin/sh
                cat
                [ $1 != error ]
                """, "\"phases\":[\"before\",\"after\",\"error\"]");
        await using var run = await BootstrapRun.StartAsync(function);

        foreach (var @event in (string[])["\"ok\"", "\"fail\"", "\"end\"", "\"ok\""])
            _ = await run.InvokeAsync(@event);
        await run.WaitForPollAsync();

        var schema = JsonSchema.Load("events:1");
        var records = run.Records;
        Assert.All(records, record => Assert.Empty(schema.Check(record)));
        Assert.Equal(["init", "invocation", "restart"], records.Select(static record => record.GetProperty("type").GetString()).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(records, static record => record.TryGetProperty("failedStage", out _));
        Assert.Contains(records, static record => record.TryGetProperty("stages", out var stages) && stages.EnumerateArray().Any(static stage => stage.TryGetProperty("suppressed", out _)));
    }
}
