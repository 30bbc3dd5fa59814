using System.Text.Json;

namespace Sor.Integration.Tests;

/// <summary>The engine's own records, which tests and <c>sor dev</c> read in place of logs.</summary>
public sealed class RecordTests
{
    [Fact]
    public async Task Each_invocation_leaves_one_record_with_all_its_phases()
    {
        using var function = new FunctionFolder()
            .Python("""
                def handle(event, context):
                    if event == "raise":
                        raise KeyError("k")
                    return event
                """)
            .Exec("outer", "#!/bin/sh\nexec cat\n")
            .Frames("inner", RawFrames.Program("""
                def invoke(header, body):
                    send({"type": "reply" if body == b'"reply"' else "result", "id": header["id"]}, body)
                """));
        await using var run = await BootstrapRun.StartAsync(function);

        foreach (var text in (string[])["1234", "\"reply\"", "\"raise\""])
            _ = await run.InvokeAsync(new FakeEvent { RequestId = text, Text = text });
        await run.WaitForPollAsync();

        var records = run.Records;
        Assert.Equal(["init", "invocation", "invocation", "invocation"], records.Select(record => record.GetProperty("type").GetString()));
        Assert.Equal(["handler", "outer", "inner"], Stages(records[0]).Select(stage => stage.GetProperty("name").GetString()));
        Assert.Equal("response", records[1].GetProperty("outcome").GetString());
        Assert.Equal(4, records[1].GetProperty("eventBytes").GetInt32());
        Assert.Equal(4, records[1].GetProperty("responseBytes").GetInt32());
        Assert.Equal(["outer before exec payload", "inner before frames payload", "handler handle frames payload", "inner after frames payload", "outer after exec payload"], Phases(records[1]));
        Assert.Equal(["outer before exec payload", "inner before frames reply", "outer after exec payload"], Phases(records[2]));
        Assert.Equal("failure", records[3].GetProperty("outcome").GetString());
        Assert.Equal("KeyError", records[3].GetProperty("errorType").GetString());
        Assert.Equal("handler", records[3].GetProperty("failedStage").GetString());
        Assert.Equal(["outer before exec payload", "inner before frames payload", "handler handle frames failure"], Phases(records[3]));
    }

    private static JsonElement.ArrayEnumerator Stages(JsonElement record) => record.GetProperty("stages").EnumerateArray();

    private static IEnumerable<string> Phases(JsonElement record) =>
        Stages(record).Select(stage => $"{stage.GetProperty("name")} {stage.GetProperty("phase")} {stage.GetProperty("kind")} {stage.GetProperty("outcome")}");
}
