using Sor.Configuration;

namespace Sor.Core.Tests;

public sealed class CircuitTests
{
    private static readonly Outcome s_breakdown = Outcome.Of(Outcomes.Failure("Crashed").Failure! with { ErrorMessage = "crash", IsBreakdown = true });

    private readonly ManualTime _time = new();
    private readonly List<string> _changes = [];
    private readonly Circuit _circuit;
    private readonly CircuitProgram _guarded;
    private readonly List<string> _calls = [];
    private TaskCompletionSource<Outcome>? _running;
    private Func<Outcome> _answer = static () => Outcomes.Payload("fine");

    public CircuitTests()
    {
        var options = new RestartOptions { Failures = 3, Backoff = TimeSpan.FromSeconds(1), Limit = TimeSpan.FromSeconds(3) };
        _circuit = new Circuit(options, _time.GetTimestamp, ManualTime.TicksPerSecond, (state, breakdowns, opened) => _changes.Add($"{state} {breakdowns} {opened}"));
        var program = new ScriptedProgram("b", Phase.Before) { Journal = _calls }
            .OnAsync(Phase.Before, _ => _running is { } running ? new ValueTask<Outcome>(running.Task) : new ValueTask<Outcome>(_answer()));
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

    [Fact]
    public async Task While_one_event_tries_it_the_others_are_left_alone()
    {
        await BreakDownAsync(3);
        _time.Advance(1000);
        var (first, second) = (new TaskCompletionSource<Outcome>(), new TaskCompletionSource<Outcome>());
        _running = first;
        var trial = RunAsync();
        _running = second;

        var others = RunAsync();
        second.SetResult(Outcomes.Payload("asked"));
        Assert.Equal(FailureTypes.StageUnavailable, (await others).Failure?.ErrorType);
        first.SetResult(Outcomes.Payload("fine"));
        Assert.Equal("fine", Outcomes.Describe(await trial));

        Assert.Equal(4, _calls.Count);
        Assert.Equal(["Open 3 1", "Trial 3 1", "Closed 0 1"], _changes);
    }

    [Fact]
    public async Task What_was_under_way_when_it_opened_decides_nothing_about_it()
    {
        var (good, bad) = (new TaskCompletionSource<Outcome>(), new TaskCompletionSource<Outcome>());
        _running = good;
        var early = RunAsync();
        _running = bad;
        var other = RunAsync();
        _running = null;
        await BreakDownAsync(3);

        good.SetResult(Outcomes.Payload("fine"));
        Assert.Equal("fine", Outcomes.Describe(await early));
        Assert.Equal(CircuitState.Open, _circuit.State);
        _time.Advance(1000);
        bad.SetResult(s_breakdown);
        _ = await other;
        Assert.Equal(CircuitState.Trial, _circuit.State);

        Assert.Equal(["Open 3 1", "Trial 3 1"], _changes);
    }

    [Fact]
    public async Task A_trial_that_throws_does_not_close_the_way_for_the_next()
    {
        await BreakDownAsync(3);
        _time.Advance(1000);
        _answer = static () => throw new InvalidOperationException("a mistake");
        _ = await Assert.ThrowsAsync<InvalidOperationException>(RunAsync);
        _answer = static () => Outcomes.Payload("fine");

        Assert.Equal("fine", Outcomes.Describe(await RunAsync()));
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
        _answer = static () => s_breakdown;
        for (var i = 0; i < times; i++)
            _ = await RunAsync();
    }

    private async Task<Outcome> RunAsync() =>
        await _guarded.RunAsync(Phase.Before, new Invocation(Flow.NewContext(), Outcomes.Payload("e").Payload));
}
