namespace Sor.Integration.Tests;

/// <summary>Stages that only watch.</summary>
public sealed class ObserveTests
{
    [Theory]
    [InlineData("exec")]
    [InlineData("frames")]
    public async Task It_sees_event_and_response_and_changes_nothing(string kind)
    {
        using var function = new FunctionFolder().Python("""
            def handle(event, context):
                return {"answer": event}
            """);
        const string Options = """
            "observe":true
            """;
        _ = kind == "exec"
            ? function.Exec("watch", "#!/bin/sh\nevent=$(cat)\necho \"$1 $event\" >> seen\necho '\"changed\"'\n", Options)
            : function.Frames("watch", RawFrames.Program("""
                def invoke(header, body):
                    with open("seen", "a") as file:
                        file.write(header["phase"] + " " + body.decode() + "\n")
                    send({"type": "reply", "id": header["id"]}, b'"changed"')
                """), Options);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync("1");
        await run.WaitForPollAsync();

        Assert.Equal("""{"answer":1}""", answer.ResponseText());
        Assert.Equal("before 1\nafter {\"answer\":1}\n", function.Read("seen"));
        Assert.All(run.Phases("watch"), phase => Assert.True(phase.GetProperty("observed").GetBoolean()));
        Assert.Equal(2, run.Phases("watch").Count());
    }

    [Fact]
    public async Task One_that_hangs_costs_the_caller_nothing_and_is_ended_before_the_next_event()
    {
        using var function = new FunctionFolder().With("frames", "hang", """
            "phases":["before"],"observe":true
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("\"bad\"", (await run.InvokeAsync("\"bad\"")).ResponseText());
        Assert.Equal("\"good\"", (await run.InvokeAsync("\"good\"")).ResponseText());
        await run.WaitForPollAsync();

        Assert.Equal(["failure", "payload"], run.Phases("trouble").Select(phase => phase.GetProperty("outcome").GetString()));
    }
}
