using System.Text;
using Sor.RuntimeApi.Server;

namespace Sor.RuntimeApi.Tests;

public sealed class RuntimeApiSessionTests
{
    private readonly RecordingObserver _observer = new();
    private readonly RuntimeApiSession _session;

    public RuntimeApiSessionTests() => _session = new RuntimeApiSession(_observer);

    [Fact]
    public void An_event_goes_to_the_waiting_runtime_and_its_response_to_the_platform()
    {
        var poll = Ask();

        Assert.True(_session.Deliver(Delivery("a")));
        Answer("a");

        Assert.Equal(["a"], poll.Delivered);
        Assert.Equal(["ready", "response a"], _observer.Said);
        Assert.Equal(RuntimeState.Answered, _session.State);
    }

    [Fact]
    public void An_event_can_only_be_delivered_to_a_runtime_that_asks()
    {
        Assert.False(_session.Deliver(Delivery("a")));

        _ = Ask();
        Assert.True(_session.Deliver(Delivery("a")));

        Assert.False(_session.Deliver(Delivery("b")));
    }

    [Fact]
    public void Asking_again_while_an_answer_is_owed_gives_the_same_event_again()
    {
        _ = Ask();
        _ = _session.Deliver(Delivery("a"));

        var again = Ask();

        Assert.Equal(["a"], again.Delivered);
    }

    [Fact]
    public void An_event_skips_connections_that_are_gone()
    {
        _ = _session.Next(new FakePoll(isAlive: false));
        var alive = Ask();

        _ = _session.Deliver(Delivery("a"));

        Assert.Equal(["a"], alive.Delivered);
    }

    [Fact]
    public void A_connection_reported_lost_gets_no_event()
    {
        var lost = Ask();
        _session.PollLost(lost);
        var next = Ask();

        _ = _session.Deliver(Delivery("a"));

        Assert.Empty(lost.Delivered);
        Assert.Equal(["a"], next.Delivered);
    }

    [Fact]
    public void An_event_whose_connections_all_died_stays_owed()
    {
        _ = _session.Next(new FakePoll(isAlive: false));
        _ = _session.Deliver(Delivery("a"));

        Assert.Equal(["a"], Ask().Delivered);
    }

    [Fact]
    public void Ready_is_said_once_however_often_the_runtime_asks()
    {
        _ = Ask();
        _ = Ask();

        Assert.Equal(["ready"], _observer.Said);
    }

    [Fact]
    public void A_runtime_that_asks_without_end_is_refused()
    {
        for (var i = 0; i < 16; i++)
            _ = Ask();

        Assert.Equal(403, _session.Next(new FakePoll())!.Status);
    }

    [Theory]
    [InlineData(RuntimeState.Init, 403)]
    [InlineData(RuntimeState.Ready, 403)]
    [InlineData(RuntimeState.Posting, 403)]
    [InlineData(RuntimeState.Answered, 403)]
    [InlineData(RuntimeState.InitFailed, 403)]
    public void A_post_is_refused_in_every_state_but_running(RuntimeState state, int status)
    {
        Reach(state);

        Assert.Equal(status, _session.BeginPost("a", null, out _)!.Status);
        Assert.Equal(state, _session.State);
    }

    [Theory]
    [InlineData(RuntimeState.Posting)]
    [InlineData(RuntimeState.InitFailed)]
    public void Asking_is_refused_while_an_answer_is_read_and_after_a_failed_init(RuntimeState state)
    {
        Reach(state);

        Assert.Equal(403, _session.Next(new FakePoll())!.Status);
    }

    [Theory]
    [InlineData(RuntimeState.Ready)]
    [InlineData(RuntimeState.Running)]
    [InlineData(RuntimeState.Posting)]
    [InlineData(RuntimeState.Answered)]
    [InlineData(RuntimeState.InitFailed)]
    public void An_init_error_is_accepted_before_the_first_next_only(RuntimeState state)
    {
        Reach(state);
        _observer.Said.Clear();

        Assert.Equal(403, _session.InitError(new RuntimeErrorReport(default, "Runtime.Foo")).Status);
        Assert.Empty(_observer.Said);
    }

    [Fact]
    public void A_wrong_id_is_refused_and_changes_nothing()
    {
        Reach(RuntimeState.Running);

        Assert.Equal(400, _session.BeginPost("b", null, out _)!.Status);

        Answer("a");
        Assert.Contains("response a", _observer.Said);
    }

    [Fact]
    public void An_id_that_is_no_longer_current_is_unknown()
    {
        Reach(RuntimeState.Answered);

        Assert.Equal(400, _session.BeginPost("b", null, out _)!.Status);
    }

    [Fact]
    public void A_stale_delivery_id_is_refused_although_the_request_id_is_current()
    {
        Reach(RuntimeState.Running);

        Assert.Equal(400, _session.BeginPost("a", "another", out _)!.Status);
        Assert.Null(_session.BeginPost("a", "delivery of a", out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("delivery of a")]
    public void An_answer_after_its_time_out_is_told_so(string? invocationId)
    {
        Reach(RuntimeState.Running);

        _session.TimeOut();

        Assert.Equal(410, _session.BeginPost("a", invocationId, out _)!.Status);
    }

    [Fact]
    public void The_late_answer_of_a_timed_out_delivery_is_not_taken_for_its_retry()
    {
        Reach(RuntimeState.Running);
        _session.TimeOut();
        _ = Ask();
        _ = _session.Deliver(Delivery("a") with { InvocationId = "delivery 2" });

        Assert.Equal(410, _session.BeginPost("a", "delivery of a", out _)!.Status);
        Assert.Null(_session.BeginPost("a", "delivery 2", out _));
    }

    [Fact]
    public void A_time_out_while_the_answer_is_read_refuses_it_at_its_end()
    {
        Reach(RuntimeState.Running);
        _ = _session.BeginPost("a", null, out var delivery);

        _session.TimeOut();

        Assert.Equal(410, _session.CompleteResponse(delivery!, new RuntimeResponse(default, null, false)).Status);
        Assert.DoesNotContain("response a", _observer.Said);
    }

    [Fact]
    public void A_response_that_is_too_large_becomes_an_error_for_the_caller_and_the_runtime_goes_on()
    {
        Reach(RuntimeState.Running);
        _ = _session.BeginPost("a", null, out var delivery);

        Assert.Equal(413, _session.CompleteTooLarge(delivery!).Status);

        Assert.Contains("error a", _observer.Said);
        Assert.Contains("\"errorType\":\"Function.ResponseSizeTooLarge\"", Encoding.UTF8.GetString(_observer.LastError!.Body.Span));
        Assert.Null(_session.Next(new FakePoll()));
    }

    [Fact]
    public void A_response_that_breaks_off_becomes_an_error_for_the_caller()
    {
        Reach(RuntimeState.Running);
        _ = _session.BeginPost("a", null, out var delivery);

        Assert.Equal(400, _session.CompleteTruncated(delivery!).Status);
        Assert.Equal("Runtime.TruncatedResponse", _observer.LastError!.Category);
    }

    [Fact]
    public void Refusals_are_error_json() => Assert.Equal(
        """{"errorType":"InvalidRequestID","errorMessage":"no invocation with this request id waits for an answer"}""",
        Encoding.UTF8.GetString(RuntimeApiAnswer.InvalidRequestId.Body.Span));

    [Fact]
    public void Headers_that_the_event_does_not_have_are_left_out()
    {
        var names = Delivery("a").Headers().Select(header => header.Key);

        Assert.Equal([RuntimeApiHeaders.RequestId, RuntimeApiHeaders.InvocationId, RuntimeApiHeaders.DeadlineMs, RuntimeApiHeaders.InvokedFunctionArn], names);
    }

    private static RuntimeDelivery Delivery(string id) => new()
    {
        RequestId = id,
        InvocationId = $"delivery of {id}",
        Payload = "{}"u8.ToArray(),
        DeadlineUnixMs = 1,
        InvokedFunctionArn = "arn",
    };

    private FakePoll Ask()
    {
        var poll = new FakePoll();
        Assert.Null(_session.Next(poll));
        return poll;
    }

    private void Answer(string id)
    {
        Assert.Null(_session.BeginPost(id, null, out var delivery));
        Assert.Equal(202, _session.CompleteResponse(delivery!, new RuntimeResponse(default, null, false)).Status);
    }

    private void Reach(RuntimeState state)
    {
        if (state == RuntimeState.InitFailed)
            Assert.Equal(202, _session.InitError(new RuntimeErrorReport(default, "Runtime.Foo")).Status);
        if (state is RuntimeState.Init or RuntimeState.InitFailed)
            return;
        _ = Ask();
        if (state == RuntimeState.Ready)
            return;
        _ = _session.Deliver(Delivery("a"));
        if (state == RuntimeState.Posting)
            Assert.Null(_session.BeginPost("a", null, out _));
        if (state == RuntimeState.Answered)
            Answer("a");
    }
}
