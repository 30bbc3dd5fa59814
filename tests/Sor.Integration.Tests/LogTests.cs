namespace Sor.Integration.Tests;

/// <summary>What handlers write is in the platform's log in full and in order, before the next event is asked for.</summary>
public sealed class LogTests
{
    private const int Stop = 19;
    private const int Continue = 18;

    [Theory]
    [InlineData(1)]
    [InlineData(2000)]
    public async Task Lines_of_a_handler_are_written_before_the_environment_may_freeze(int lines)
    {
        using var function = new FunctionFolder().Python($$"""
            import sys
            def handle(event, context):
                for line in range({{lines}}):
                    print("event %d line %d of the handler, and some words to make it longer" % (event, line))
                print("last of %d" % event, file=sys.stderr)
                return event
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        for (var i = 0; i < 5; i++)
        {
            _ = await run.InvokeAsync($"{i}");
            await run.WaitForPollAsync();
            _ = ProcessTable.Signal(run.Pid, Stop);
            await run.Stdout.WaitForAsync($"event {i} line {lines - 1} of");
            await run.Stderr.WaitForAsync($"last of {i}");
            _ = ProcessTable.Signal(run.Pid, Continue);
        }

        var expected = Enumerable.Range(0, 5).SelectMany(i => Enumerable.Range(0, lines).Select(line => $"event {i} line {line} of the handler, and some words to make it longer"));
        Assert.Equal(expected, run.Stdout.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
