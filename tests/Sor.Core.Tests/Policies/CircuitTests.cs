using Sor.Configuration;

namespace Sor.Core.Tests;

public sealed class CircuitTests
{
    private readonly ManualTime _time = new();
    private readonly List<string> _changes = [];
    private readonly Circuit _circuit;
    private readonly CircuitProgram _guarded;
    private readonly List<string> _calls = [];
    private Func<Outcome> _answer = static () => Outcomes.Payload("fine");

    public CircuitTests()
    {
        var options = new RestartOptions { Failures = 3, Backoff = TimeSpan.FromSeconds(1), Limit = TimeSpan.FromSeconds(3) };
        _circuit = new Circuit(options, _time.GetTimestamp, ManualTime.TicksPerSecond, (state, breakdowns, opened) => _changes.Add($"{state} {breakdowns} {opened}"));
        var program = new ScriptedProgram("b", Phase.Before) { Journal = _calls }.On(Phase.Before, _ => _answer());
        _guarded = new CircuitProgram(program, _circuit);
    }

    [Fact]
    public async Task Breakdowns_in_a_row_open_it_and_then_the_program_is_not_asked()
    {
        await BreakDownAsync(3);

        var failure = (await RunAsync()).Failure!;

        Assert.Equal(3, _calls.Count);
        Assert.Equal(["Open 3 1"], _changes);
        Assert.Equal((FailureTypes.StageUnavailable, "b", true), (failure.ErrorType, failure.Stage, failure.Retry));
        Assert.Equal("middleware \"b\" (before) is left alone for a while after 3 breakdowns in a row; the last one: crash", failure.ErrorMessage);
    }

    [Fact]
    public async Task A_failure_in_good_order_shows_that_the_program_works()
    {
        await BreakDownAsync(2);
        _answer = static () => Outcomes.Failure("Refused");
        _ = await RunAsync();
        await BreakDownAsync(2);

        Assert.Empty(_changes);
        Assert.Equal(CircuitState.Closed, _circuit.State);
    }

    [Fact]
    public async Task When_the_time_is_over_one_event_tries_it_and_closes_it()
    {
        await BreakDownAsync(3);
        _time.Advance(1000);
        _answer = static () => Outcomes.Payload("fine");

        var outcome = await RunAsync();

        Assert.Equal("fine", Outcomes.Describe(outcome));
        Assert.Equal(["Open 3 1", "Trial 3 1", "Closed 0 1"], _changes);
    }

    [Fact]
    public async Task Each_trial_that_breaks_down_doubles_the_time_up_to_the_limit()
    {
        await BreakDownAsync(3);

        var times = new List<long>();
        for (var i = 0; i < 4; i++)
            times.Add(await OpenTimeAsync());

        Assert.Equal([1000L, 2000L, 3000L, 3000L], times);
    }

    [Fact]
    public async Task After_a_good_event_it_begins_anew()
    {
        await BreakDownAsync(3);
        _time.Advance(1000);
        await BreakDownAsync(1);
        _time.Advance(2000);
        _answer = static () => Outcomes.Payload("fine");
        _ = await RunAsync();

        await BreakDownAsync(3);

        Assert.Equal(1000, await OpenTimeAsync());
    }

    /// <summary>Moves the time until the program is asked again, which breaks down once more.</summary>
    private async Task<long> OpenTimeAsync()
    {
        var start = _time.GetTimestamp();
        while (_circuit.State == CircuitState.Open)
            _time.Advance(1);
        var waited = _time.GetTimestamp() - start;
        await BreakDownAsync(1);
        return waited;
    }

    private async Task BreakDownAsync(int times)
    {
        _answer = static () => Outcome.Of(Outcomes.Failure("Crashed").Failure! with { ErrorMessage = "crash", IsBreakdown = true });
        for (var i = 0; i < times; i++)
            _ = await RunAsync();
    }

    private async Task<Outcome> RunAsync() =>
        await _guarded.RunAsync(Phase.Before, new Invocation(Flow.NewContext(), Outcomes.Payload("e").Payload));
}
