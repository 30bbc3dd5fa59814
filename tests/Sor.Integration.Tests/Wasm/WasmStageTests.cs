namespace Sor.Integration.Tests;

/// <summary>Modules as stages of a function: one <c>sor-wasm</c> hosts them all.</summary>
public sealed class WasmStageTests
{
    [Fact]
    public async Task One_process_hosts_all_modules_of_a_function()
    {
        using var function = new FunctionFolder()
            .File("one.wat", WasmModules.PassOn("")).File("two.wat", WasmModules.PassOn(""));
        function.Configuration = """
            {"version":1,"name":"under-test","runtime":"echo","pipeline":[
              {"name":"one","use":"./one.wat","kind":"wasm"},{"name":"two","use":"./two.wat","kind":"wasm"}]}
            """;
        await using var run = await BootstrapRun.StartAsync(function);

        for (var i = 0; i < 5; i++)
            Assert.Equal($"[{i}]", (await run.InvokeAsync($"[{i}]")).ResponseText());

        await run.WaitForPollAsync();
        Assert.Equal(20, run.Phases("one").Concat(run.Phases("two")).Count(phase => phase.GetProperty("kind").GetString() == "wasm"));
        Assert.Empty(run.OfType("restart"));
    }

    [Theory]
    [InlineData("(loop br 0)", "Runtime.StageTimeout", "budget of 500 ms")]
    [InlineData("unreachable", "Runtime.StageFailed", "unreachable")]
    [InlineData("(call $exit (i32.const 3))", "Runtime.StageFailed", "3")]
    [InlineData("(drop (i32.load (i32.const -4)))", "Runtime.StageFailed", "out of bounds")]
    [InlineData("(i32.store (i32.const 4) (i32.const 65536)) (loop (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))) br 0)", "Runtime.StageOutputTooLarge", "1000000")]
    [InlineData("(loop (drop (memory.grow (i32.const 100))) br 0)", "Runtime.StageTimeout", "budget of 500 ms")]
    public async Task A_hostile_module_fails_its_own_event_and_the_next_one_is_served_by_the_same_process(string body, string errorType, string message)
    {
        using var function = new FunctionFolder().File("bad.wat", WasmModules.PassOn(body));
        function.Configuration = """
            {"version":1,"name":"under-test","runtime":"echo","pipeline":[
              {"name":"hostile","use":"./bad.wat","kind":"wasm","phases":["before"],"budgetMs":500,"outputLimitBytes":1000000}]}
            """;
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.InvokeAsync("\"bad\"")).AssertFailed(errorType, "hostile", "before", message);

        Assert.Equal("\"good\"", (await run.InvokeAsync("\"good\"")).ResponseText());
        await run.WaitForPollAsync();
        Assert.Empty(run.OfType("restart"));
    }

    [Theory]
    [InlineData("this is no module", "hostile")]
    [InlineData("(module (import \"env\" \"secret\" (func)) (memory (export \"memory\") 1) (func (export \"_start\")))", "env")]
    [InlineData("(module (memory (export \"memory\") 1))", "_start")]
    public async Task A_module_that_cannot_run_says_why_at_each_event(string text, string message)
    {
        using var function = new FunctionFolder().File("bad.wat", text);
        function.Configuration = """
            {"version":1,"name":"under-test","runtime":"echo","pipeline":[{"name":"hostile","use":"./bad.wat","kind":"wasm","phases":["before"],"onFailure":"skip"}]}
            """;
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("1", (await run.InvokeAsync("1")).ResponseText());

        await run.WaitForPollAsync();
        Assert.Equal("Runtime.StageFailed", Assert.Single(run.Phases("hostile")).GetProperty("errorType").GetString());
        Assert.Contains(message, run.Stderr.Text + run.Stdout.Text, StringComparison.Ordinal);
    }
}
