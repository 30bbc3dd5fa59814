using Sor.Events;
using Sor.Events.Http;

namespace Sor.BuiltIns;

/// <summary>Makes of an answer the reply that the provider of its event takes, by the event's kind. Used by one thread.</summary>
public sealed class HttpReplies
{
    private const int RoomBytes = 1024;

    private readonly EventDocument _event = new();
    private readonly HttpResponseView _response = new();
    private readonly HttpReplyEncoder _encoder = new(HttpReplyOptions.Default);
    private readonly PayloadWriter _output = new();

    /// <summary>
    /// The reply to the invocation's own event. What is no response (an object with <c>statusCode</c>) becomes the body of one with status 200.
    /// </summary>
    /// <param name="invocation">Carries the answer as its payload.</param>
    /// <exception cref="EventFormatException">The answer cannot be one, or the event takes none.</exception>
    public Payload Encode(in Invocation invocation)
    {
        _event.Load(invocation.Context.Event.Bytes);
        return Encode(invocation, HttpReplyTarget.Of(_event));
    }

    /// <summary>The same where it is known already what the reply's form depends upon.</summary>
    /// <inheritdoc cref="Encode(in Invocation)"/>
    internal Payload Encode(in Invocation invocation, HttpReplyTarget target)
    {
        var answer = invocation.Payload;
        switch (answer.ContentType)
        {
            case ContentTypes.HttpResponse:
                _response.Load(answer.Bytes);
                break;
            case ContentTypes.Json:
                _response.LoadAnswer(answer.Bytes);
                break;
            default:
                _response.LoadBody(answer.Bytes, answer.ContentType);
                break;
        }

        _output.Begin(invocation.Context.Buffers, answer.Bytes.Length + RoomBytes);
        _encoder.Encode(_response, target, _output);
        return new Payload(_output.End(), ContentTypes.Json);
    }
}
