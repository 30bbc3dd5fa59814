namespace Sor.Integration.Tests;

/// <summary>Many invocations, nothing gathers. The long run is in the benchmarks.</summary>
public sealed class SoakTests
{
    [Fact]
    public async Task Two_thousand_invocations_leave_descriptors_processes_and_memory_where_they_were()
    {
        using var function = new FunctionFolder()
            .Python("""
                def handle(event, context):
                    if event % 50 == 49:
                        raise ValueError("now and then")
                    return event
                """)
            .Frames("warm", RawFrames.Program("""
                def invoke(header, body):
                    send({"type": "note", "id": header["id"], "state": {"a": 1}, "attributes": {"b": 2}})
                    send({"type": "result", "id": header["id"]}, body)
                """));
        await using var run = await BootstrapRun.StartAsync(function);
        await InvokeAsync(run, 500);
        var level = await run.LevelAsync();
        var memory = ProcessTable.ResidentBytes(run.Pid);

        await InvokeAsync(run, 2000);

        await run.ReturnsToAsync(level);
        Assert.InRange(ProcessTable.ResidentBytes(run.Pid), 0, memory + (2 * 1024 * 1024));
    }

    [Fact]
    public async Task Three_hundred_invocations_with_executables_leave_descriptors_processes_and_memory_where_they_were()
    {
        using var function = new FunctionFolder().Exec("cat", "#!/bin/sh\nexec cat\n").Exec("late", "#!/bin/sh\nexec cat\n", "\"standby\":false");
        await using var run = await BootstrapRun.StartAsync(function);
        await InvokeAsync(run, 50);
        var level = await run.LevelAsync();
        var memory = ProcessTable.ResidentBytes(run.Pid);

        await InvokeAsync(run, 300);

        await run.ReturnsToAsync(level);
        Assert.InRange(ProcessTable.ResidentBytes(run.Pid), 0, memory + (2 * 1024 * 1024));
    }

    private static async Task InvokeAsync(BootstrapRun run, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var answer = await run.InvokeAsync($"{i}");
            Assert.Equal(i % 50 == 49 && answer.IsError, answer.IsError);
        }
    }
}
