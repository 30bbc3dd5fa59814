using System.Text.Json;

namespace Sor.Core.Tests;

public sealed class FailureTests
{
    private const Phase All = Phase.Before | Phase.After | Phase.Error;

    [Theory]
    [InlineData(0, "before a")]
    [InlineData(1, "before a, before b, error a")]
    [InlineData(2, "before a, before b, before c, error b, error a")]
    public async Task A_failing_before_goes_to_the_error_phases_outside_of_it(int position, string journal)
    {
        var programs = Programs();
        programs[position].On(Phase.Before, static _ => Outcomes.Failure("Bad"));

        var flow = await Flow.RunAsync(programs);

        Assert.Equal(journal, flow.Journal);
        Assert.Equal("!Bad", flow.Answer);
    }

    [Fact]
    public async Task A_failing_handler_goes_to_every_error_phase_and_to_no_after()
    {
        var programs = Programs();
        programs[3].On(Phase.Handle, static _ => Outcomes.Failure("Bad"));

        var flow = await Flow.RunAsync(programs);

        Assert.Equal("before a, before b, before c, handle h, error c, error b, error a", flow.Journal);
        Assert.Equal("!Bad", flow.Answer);
    }

    [Theory]
    [InlineData(0, "after c, after b, after a")]
    [InlineData(1, "after c, after b, error a")]
    [InlineData(2, "after c, error b, error a")]
    public async Task A_failing_after_goes_to_the_error_phases_outside_of_it(int position, string wayOut)
    {
        var programs = Programs();
        programs[position].On(Phase.After, static _ => Outcomes.Failure("Bad"));

        var flow = await Flow.RunAsync(programs);

        Assert.Equal($"before a, before b, before c, handle h, {wayOut}", flow.Journal);
        Assert.Equal("!Bad", flow.Answer);
    }

    [Fact]
    public async Task A_failure_passes_stages_that_declare_no_error_phase()
    {
        var flow = await Flow.RunAsync(
            Flow.Middleware("a", All), Flow.Middleware("b"), Flow.Handler().On(Phase.Handle, static _ => Outcomes.Failure("Bad")));

        Assert.Equal("before a, before b, handle h, error a", flow.Journal);
    }

    [Fact]
    public async Task An_error_phase_sees_the_whole_failure_as_json()
    {
        Payload seen = default;
        var watcher = Flow.Middleware("a", Phase.Error).On(Phase.Error, invocation =>
        {
            seen = invocation.Payload;
            return Outcome.Of(invocation.Payload);
        });
        var failure = new Failure
        {
            ErrorType = "ValueError",
            ErrorMessage = "no \"total\"",
            StackTrace = ["one", "two"],
            Stage = "h",
            Phase = Phase.Handle,
            Class = FailureClass.Handler,
            Retry = true,
        };

        await Flow.RunAsync(watcher, Flow.Handler().On(Phase.Handle, _ => Outcome.Of(failure)));

        Assert.Equal(ContentTypes.Failure, seen.ContentType);
        using var json = JsonDocument.Parse(seen.Bytes);
        Assert.Equal(
            ["errorMessage=no \"total\"", "errorType=ValueError", "stackTrace=[\"one\",\"two\"]", "stage=h", "phase=handle", "class=handler", "retry=True"],
            json.RootElement.EnumerateObject().Select(static member => $"{member.Name}={member.Value}"));
    }

    [Fact]
    public async Task A_payload_of_an_error_phase_replaces_the_failure_for_those_outside()
    {
        string? outer = null;
        var programs = Programs();
        programs[0].On(Phase.Error, invocation =>
        {
            outer = Outcomes.Text(invocation.Payload);
            return Outcome.Of(invocation.Payload);
        });
        programs[1].On(Phase.Error, static _ => Outcomes.Payload("""{"errorType":"Gentle","errorMessage":"later, please","retry":true,"stackTrace":["x"],"unknown":{"a":[1]}}"""));
        programs[3].On(Phase.Handle, static _ => Outcomes.Failure("Bad", "h", Phase.Handle));

        var flow = await Flow.RunAsync(programs);

        Assert.Contains("\"errorType\":\"Gentle\"", outer, StringComparison.Ordinal);
        var failure = flow.Outcome.Failure!;
        Assert.Equal("Gentle", failure.ErrorType);
        Assert.Equal("later, please", failure.ErrorMessage);
        Assert.Equal(["x"], failure.StackTrace);
        Assert.True(failure.Retry);
        Assert.Equal(("h", Phase.Handle, FailureClass.Stage), (failure.Stage, failure.Phase, failure.Class));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("""{"errorType":"A"} {}""")]
    [InlineData("""{"errorType":"A",""")]
    [InlineData("""{"errorMessage":"\ud800"}""")]
    [InlineData("""{"stackTrace":["\udc00"]}""")]
    [InlineData("""{"\ud800":1}""")]
    public async Task What_an_error_phase_puts_out_in_vain_leaves_the_failure_as_it_was(string output)
    {
        var programs = Programs();
        programs[1].On(Phase.Error, _ => Outcomes.Payload(output));
        programs[3].On(Phase.Handle, static _ => Outcomes.Failure("Bad"));

        var flow = await Flow.RunAsync(programs);

        Assert.Equal("!Bad", flow.Answer);
        Assert.Equal("Bad happened", flow.Outcome.Failure!.ErrorMessage);
    }

    [Theory]
    [InlineData("""{"errorType":7,"errorMessage":null,"stackTrace":"x","retry":"yes"}""")]
    [InlineData("""{"errorType":{"a":{}},"errorMessage":[[]],"stackTrace":[1,{},null],"retry":[]}""")]
    public async Task Members_of_other_types_than_expected_are_passed_over(string output)
    {
        var flow = await Flow.RunAsync(
            Flow.Middleware("a", Phase.Error).On(Phase.Error, _ => Outcomes.Payload(output)),
            Flow.Handler().On(Phase.Handle, static _ => Outcomes.Failure("Bad")));

        var failure = flow.Outcome.Failure!;
        Assert.Equal(("Bad", "Bad happened", false), (failure.ErrorType, failure.ErrorMessage, failure.Retry));
        Assert.Empty(failure.StackTrace);
    }

    [Fact]
    public async Task A_reply_of_an_error_phase_recovers_and_outer_stages_run_their_after()
    {
        var programs = Programs();
        programs[1].On(Phase.Error, static _ => Outcomes.Reply("saved"));
        programs[3].On(Phase.Handle, static _ => Outcomes.Failure("Bad"));

        var flow = await Flow.RunAsync(programs);

        Assert.Equal("before a, before b, before c, handle h, error c, error b, after a", flow.Journal);
        Assert.Equal("saved <a", flow.Answer);
    }

    [Fact]
    public async Task A_failure_inside_an_error_phase_is_suppressed_and_the_first_one_stands()
    {
        var programs = Programs();
        programs[1].On(Phase.Error, static _ => Outcomes.Failure("Worse"));
        programs[3].On(Phase.Handle, static _ => Outcomes.Failure("Bad"));

        var flow = await Flow.RunAsync(programs);

        Assert.Equal("before a, before b, before c, handle h, error c, error b, error a", flow.Journal);
        Assert.Equal("!Bad", flow.Answer);
        var suppressed = Assert.Single(flow.Record, static phase => phase.Handling == FailureHandling.Suppressed);
        Assert.Equal(("b", Phase.Error, "Worse"), (suppressed.Stage, suppressed.Phase, suppressed.ErrorType));
    }

    [Theory]
    [InlineData(Phase.Before, 1)]
    [InlineData(Phase.After, 1)]
    [InlineData(Phase.Handle, 3)]
    public async Task A_thrown_exception_becomes_a_failure_that_names_the_stage(Phase phase, int position)
    {
        var programs = Programs();
        programs[position].On(phase, static _ => throw new InvalidOperationException("oops"));

        var flow = await Flow.RunAsync(programs);

        var failure = flow.Outcome.Failure!;
        Assert.Equal((FailureTypes.Internal, FailureClass.Internal, phase, programs[position].Name), (failure.ErrorType, failure.Class, failure.Phase, failure.Stage));
        Assert.Contains("InvalidOperationException: oops", failure.ErrorMessage, StringComparison.Ordinal);
        Assert.EndsWith("error a", flow.Journal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_after_a_wait_becomes_a_failure_too()
    {
        var flow = await Flow.RunAsync(Flow.Middleware("a", All), Flow.Handler().OnAsync(Phase.Handle, static async _ =>
        {
            await Task.Yield();
            throw new TimeoutException("late");
        }));

        Assert.Equal($"!{FailureTypes.Internal}", flow.Answer);
    }

    [Fact]
    public async Task An_exception_inside_an_error_phase_is_suppressed()
    {
        var flow = await Flow.RunAsync(
            Flow.Middleware("a", All).On(Phase.Error, static _ => throw new InvalidOperationException("oops")),
            Flow.Handler().On(Phase.Handle, static _ => Outcomes.Failure("Bad")));

        Assert.Equal("!Bad", flow.Answer);
        Assert.Equal(FailureHandling.Suppressed, flow.Record[^1].Handling);
    }

    [Fact]
    public async Task In_the_prototypes_order_a_failing_before_is_seen_by_no_after()
    {
        var flow = await Flow.RunInPrototypeOrderAsync(
            Flow.Middleware("a"), Flow.Middleware("b").On(Phase.Before, static _ => Outcomes.Failure("Bad")), Flow.Handler());

        Assert.Equal("before a, before b", flow.Journal);
        Assert.Equal("!Bad", flow.Answer);
    }

    private static ScriptedProgram[] Programs() =>
        [Flow.Middleware("a", All), Flow.Middleware("b", All), Flow.Middleware("c", All), Flow.Handler()];

    [Fact]
    public async Task A_stage_of_its_own_kind_that_throws_fails_and_the_outer_stages_hear_of_it()
    {
        var outer = Flow.Middleware("a", Phase.Before | Phase.Error);
        var journal = new List<string>();
        outer.Journal = journal;
        var pipeline = new Pipeline(
        [
            new PhaseStage(outer, StagePolicy.None, static () => 0), new ThrowingStage(), new HandlerStage(Flow.Handler(), static () => 0),
        ]);

        var outcome = await pipeline.InvokeAsync(new Invocation(Flow.NewContext(), Outcomes.Payload("e").Payload));

        Assert.Equal((FailureTypes.Internal, "thrower", FailureClass.Internal), (outcome.Failure!.ErrorType, outcome.Failure.Stage, outcome.Failure.Class));
        Assert.Equal(["before a", "error a"], journal);
    }

    private sealed class ThrowingStage : IStage
    {
        public string Name => "thrower";

        public ValueTask<Outcome> InvokeAsync(Invocation invocation, Next next) => throw new InvalidOperationException("broken");
    }
}
