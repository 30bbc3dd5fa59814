using Sor.Events;
using Sor.Events.Http;

namespace Sor.BuiltIns;

/// <summary>
/// <c>http</c>: inside of it an event is an HTTP request, whichever provider sent it, and the answer an HTTP response; on the way out it becomes the
/// reply that the event's provider takes.
/// </summary>
internal sealed class HttpBoundaryProgram(string stageName, Phase phases, HttpBoundaryOptions options) : IPhaseProgram
{
    internal const string CatalogueName = "http";

    // A request's form has some members more than most events, and fewer bytes.
    private const int RoomBytes = 1024;

    private static readonly byte[] s_healthy = """{"statusCode":200,"headers":{},"body":""}"""u8.ToArray();

    private readonly EventDocument _event = new();
    private readonly HttpRequestView _request = new();
    private readonly HttpReplies _replies = new();
    private readonly PayloadWriter _output = new();

    // Of the event that came in last: with one event at a time its answer need not have the event read again.
    private InvocationContext? _lastContext;
    private HttpReplyTarget _lastTarget;

    public string Name => stageName;

    public string Kind => "built-in";

    public Phase Phases { get; } = phases == Phase.None ? Phase.Before | Phase.After : phases & (Phase.Before | Phase.After);

    public ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation)
    {
        try
        {
            return new ValueTask<Outcome>(phase == Phase.Before ? RequestOf(invocation) : Outcome.Of(ReplyOf(invocation)));
        }
        catch (EventFormatException problem)
        {
            return new ValueTask<Outcome>(Outcome.Of(phase == Phase.Before
                ? Failed(phase, FailureClass.Input, "the event is no HTTP request", problem)
                : Failed(phase, FailureClass.Stage, "the answer is no HTTP response", problem)));
        }
    }

    private Outcome RequestOf(in Invocation invocation)
    {
        var payload = invocation.Payload;
        _event.Load(payload.Bytes);
        _request.Load(_event, options.View);
        if (options.AnswersHealthChecks && IsHealthCheck())
            return Outcome.Reply(new Payload(s_healthy, ContentTypes.HttpResponse));
        (_lastContext, _lastTarget) = (invocation.Context, HttpReplyTarget.Of(_event));
        _output.Begin(invocation.Context.Buffers, payload.Bytes.Length + RoomBytes);
        HttpRequestForm.Write(_request, _output);
        return Outcome.Of(new Payload(_output.End(), ContentTypes.HttpRequest));
    }

    private bool IsHealthCheck() => _event.Kind == EventKind.Alb && _request.Header("user-agent"u8).StartsWith("ELB-HealthChecker/"u8);

    private Payload ReplyOf(in Invocation invocation)
    {
        var isLast = ReferenceEquals(invocation.Context, _lastContext);
        _lastContext = null;
        return isLast ? _replies.Encode(invocation, _lastTarget) : _replies.Encode(invocation);
    }

    private Failure Failed(Phase phase, FailureClass failureClass, string what, EventFormatException problem) => new()
    {
        ErrorType = FailureTypes.StageFailed,
        ErrorMessage = $"middleware \"{stageName}\" ({PhaseNames.NameOf(phase)}): {what}: {problem.Message}",
        Stage = stageName,
        Phase = phase,
        Class = failureClass,
    };
}
