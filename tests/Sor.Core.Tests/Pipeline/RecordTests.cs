namespace Sor.Core.Tests;

public sealed class RecordTests
{
    [Fact]
    public async Task Every_phase_is_recorded_in_the_order_of_ends_with_its_sizes()
    {
        var flow = await Flow.RunAsync(Flow.Middleware("a"), Flow.Middleware("b", Phase.Before), Flow.Handler());

        Assert.Equal(
            [
                ("a", Phase.Before, 1, 4, OutcomeKind.Payload),
                ("b", Phase.Before, 4, 7, OutcomeKind.Payload),
                ("h", Phase.Handle, 7, 9, OutcomeKind.Payload),
                ("a", Phase.After, 9, 12, OutcomeKind.Payload),
            ],
            flow.Record.Select(static phase => (phase.Stage, phase.Phase, phase.BytesIn, phase.BytesOut, phase.Outcome)));
        Assert.All(flow.Record, static phase =>
        {
            Assert.Equal("built-in", phase.Kind);
            Assert.Null(phase.ErrorType);
            Assert.Equal(FailureHandling.Reported, phase.Handling);
        });
    }

    [Fact]
    public async Task A_reply_and_a_failure_are_recorded_as_what_they_are()
    {
        var replied = await Flow.RunAsync(Flow.Middleware("a").On(Phase.Before, static _ => Outcomes.Reply("stop")), Flow.Handler());
        var failed = await Flow.RunAsync(Flow.Middleware("a").On(Phase.Before, static _ => Outcomes.Failure("Bad")), Flow.Handler());

        Assert.Equal((OutcomeKind.Reply, 4, null), (replied.Record[0].Outcome, replied.Record[0].BytesOut, replied.Record[0].ErrorType));
        Assert.Equal((OutcomeKind.Failure, 0, "Bad", FailureHandling.Reported), (failed.Record[0].Outcome, failed.Record[0].BytesOut, failed.Record[0].ErrorType, failed.Record[0].Handling));
    }

    [Fact]
    public async Task Durations_are_measured_with_the_time_that_was_given()
    {
        var time = new ManualTime();
        ScriptedProgram[] programs =
        [
            Flow.Middleware("a", Phase.Before).On(Phase.Before, invocation =>
            {
                time.Advance(30);
                return Outcome.Of(invocation.Payload);
            }),
            Flow.Handler().On(Phase.Handle, _ =>
            {
                time.Advance(7);
                return Outcomes.Failure("Bad");
            }),
        ];

        var flow = await Flow.RunAsync(Flow.Stages(programs[..^1], time.GetTimestamp), programs, time.GetTimestamp);

        Assert.Equal([30L, 7L], flow.Record.Select(static phase => phase.Ticks));
    }
}
