namespace Sor.TestSupport;

/// <summary>One event on its way through the fake Runtime API.</summary>
public sealed class Delivery
{
    private readonly TaskCompletionSource<Answer> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DateTimeOffset> _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Delivery(FakeEvent @event)
    {
        Event = @event;
        Answering = @event.Answering;
    }

    public FakeEvent Event { get; }

    /// <summary>Completes when its bytes are out.</summary>
    public Task<DateTimeOffset> Sent => _sent.Task;

    /// <summary>Completes when the runtime has posted an outcome, before that is answered.</summary>
    public Task<Answer> Answered => _answered.Task;

    internal PostAnswering Answering { get; set; }

    internal void SetSent() => _sent.TrySetResult(DateTimeOffset.UtcNow);

    internal void SetAnswered(RecordedRequest request) => _answered.TrySetResult(new Answer(request));
}
