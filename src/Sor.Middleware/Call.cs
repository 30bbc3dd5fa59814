using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sor.Middleware.Text;

namespace Sor.Middleware;

/// <summary>One call of a function: the payload, what is known about it, and the ways to answer.</summary>
/// <remarks>
/// Valid until the outcome was returned: payload and context are read where the channel left them, and the next event
/// overwrites them. Copy what is to stay.
/// </remarks>
public sealed class Call : IDisposable
{
    private readonly CallFacts _facts;
    private readonly ILogTarget _log;
    private CallContext? _context;
    private CallNotes? _notes;
    private CancellationTokenSource? _cancellation;

    internal Call(Stage stage, Phase phase, ReadOnlyMemory<byte> payload, in CallFacts facts, ILogTarget log)
    {
        Stage = stage;
        Phase = phase;
        Payload = payload;
        _facts = facts;
        _log = log;
    }

    /// <summary>The stage that is called. One program may host several.</summary>
    public Stage Stage { get; }

    /// <summary>What it is called for.</summary>
    public Phase Phase { get; }

    /// <summary>The event, the response, or the failure as JSON.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>Of the payload.</summary>
    public string ContentType => _facts.ContentType ?? "application/json";

    /// <summary>What is known of the invocation.</summary>
    public CallContext Context => _context ??= new CallContext(_facts.Context);

    /// <summary>What to say beside the payload.</summary>
    public CallNotes Notes => _notes ??= new CallNotes();

    internal CallNotes? NotesMade => _notes;

    /// <summary>When the answer is due, by the wall clock; null: no deadline.</summary>
    public DateTimeOffset? Deadline => _facts.DeadlineUnixMs is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    /// <summary>When the program should stop by itself, by the wall clock; null: the host did not say.</summary>
    public DateTimeOffset? CancelAt => _facts.CancelAtUnixMs is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    /// <summary>Time until the answer is due, never below zero; null: no deadline.</summary>
    public TimeSpan? Remaining => _facts.DeadlineUnixMs is { } at ? Until(at) : null;

    /// <summary>Time between the end of the previous event and this one; null: the first. Long after a freeze, when connections may be dead.</summary>
    public TimeSpan? Idle => _facts.IdleMs is { } idle ? TimeSpan.FromMilliseconds(idle) : null;

    /// <summary>Cancelled when the program should stop by itself: somewhat before the deadline, where the host says so.</summary>
    public CancellationToken Cancellation
    {
        get
        {
            if (_cancellation is null && (_facts.CancelAtUnixMs ?? _facts.DeadlineUnixMs) is { } at)
                _cancellation = new CancellationTokenSource(Until(at));
            return _cancellation?.Token ?? CancellationToken.None;
        }
    }

    /// <summary>The payload as a value.</summary>
    /// <exception cref="FailureException"><c>Runtime.UnmarshalError</c>: it is no JSON, or not of a <typeparamref name="T"/>.</exception>
    public T Json<T>(JsonTypeInfo<T> type)
        where T : notnull
    {
        try
        {
            if (JsonSerializer.Deserialize(Payload.Span, type) is { } value)
                return value;
        }
        catch (JsonException problem)
        {
            throw new FailureException("Runtime.UnmarshalError", $"Unable to unmarshal input: {problem.Message}");
        }

        throw new FailureException("Runtime.UnmarshalError", "Unable to unmarshal input: it is null");
    }

    /// <summary>The stage's configuration as a value, see <see cref="Stage.Config{T}"/>.</summary>
    public T Config<T>(JsonTypeInfo<T> type)
        where T : notnull => Stage.Config(type);

    /// <summary>What this stage remembered in this invocation, JSON; empty: nothing.</summary>
    public ReadOnlyMemory<byte> StateJson => _notes is { State.IsEmpty: false } ? _notes.State : Context.Member("state"u8);

    /// <summary>What this stage remembered in this invocation, by <see cref="CallNotes.SetState{T}"/>; the default value: nothing.</summary>
    /// <exception cref="JsonException">The state is not of a <typeparamref name="T"/>.</exception>
    public T? State<T>(JsonTypeInfo<T> type) => StateJson is { IsEmpty: false } json ? JsonSerializer.Deserialize(json.Span, type) : default;

    /// <summary>What this stage remembered as a text; null: nothing, or no text.</summary>
    public string? StateText() => JsonMembers.TextOf(StateJson.Span);

    /// <summary>Writes one log record.</summary>
    public void Log(string message, LogLevel level = LogLevel.Info, params ReadOnlySpan<(string Name, string Value)> fields) =>
        _log.Write(level, message, fields);

#pragma warning disable CA1822 // The ways to answer are looked for at the call, whether they need it or not.
    /// <summary>The payload goes on as it came, byte for byte.</summary>
    public Outcome Go() => Outcome.Go();

    /// <summary>These bytes go on in place of the payload.</summary>
    /// <inheritdoc cref="Outcome.Go(ReadOnlyMemory{byte}, string?)"/>
    public Outcome Go(ReadOnlyMemory<byte> payload, string? contentType = null) => Outcome.Go(payload, contentType);

    /// <summary>A value goes on as JSON in place of the payload, with its content type unless told otherwise.</summary>
    /// <exception cref="FailureException"><c>Runtime.MarshalError</c>: the value has no JSON.</exception>
    public Outcome Go<T>(T value, JsonTypeInfo<T> type, string? contentType = null) => Outcome.Go(JsonText.Of(value, type), contentType);

    /// <summary>Answers in place of the inner stages with these bytes.</summary>
    /// <inheritdoc cref="Outcome.Reply(ReadOnlyMemory{byte}, string?)"/>
    public Outcome Reply(ReadOnlyMemory<byte> payload, string? contentType = null) => Outcome.Reply(payload, contentType);

    /// <summary>Answers in place of the inner stages with a value as JSON.</summary>
    /// <exception cref="FailureException"><c>Runtime.MarshalError</c>: the value has no JSON.</exception>
    public Outcome Reply<T>(T value, JsonTypeInfo<T> type, string? contentType = null) => Outcome.Reply(JsonText.Of(value, type), contentType);

    /// <summary>Fails with a type and a message of one's own.</summary>
    /// <inheritdoc cref="Outcome.Fail(string, string, bool?)"/>
    public Outcome Fail(string errorType, string message, bool? retry = null) => Outcome.Fail(errorType, message, retry);
#pragma warning restore CA1822

    /// <summary>Ends the timer of <see cref="Cancellation"/>. The program that made the call does it.</summary>
    void IDisposable.Dispose() => _cancellation?.Dispose();

    /// <summary>Calls the function of the stage's phase. Whatever it throws is a failure.</summary>
    internal async ValueTask<Outcome> RunAsync(Func<Call, ValueTask<Outcome>> function)
    {
        try
        {
            return await function(this).ConfigureAwait(false);
        }
        catch (Exception problem)
        {
            var failure = Failure.Of(problem);
            FailureLog.Write(failure, Context.RequestId);
            return Outcome.Fail(failure);
        }
    }

    private static TimeSpan Until(long unixMs) =>
        TimeSpan.FromMilliseconds(Math.Clamp(unixMs - DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), 0, int.MaxValue));
}
