using System.Buffers;
using Sor.Events;
using Sor.Events.CloudEvents.Formats;
using Sor.Events.Http;
using Sor.Events.Replies;

namespace Sor.BuiltIns;

/// <summary>Makes of the answer to a CloudEvent the reply that the provider of its event takes. Used by one thread.</summary>
internal sealed class CloudEventReplies
{
    private const int RoomBytes = 1024;

    private readonly EventDocument _answer = new();
    private readonly StructuredFormat _structured = new();
    private readonly BinaryMode _binary = new();
    private readonly CloudEvent _cloudEvent = new();
    private readonly HttpMessage _message = new();
    private readonly PayloadWriter _output = new();
    private HttpReplies? _http;

    /// <summary>The reply. A CloudEvent for whoever takes HTTP goes back in binary mode, with status 200.</summary>
    /// <param name="answered">Carries the answer as its payload.</param>
    /// <param name="document">The event.</param>
    /// <exception cref="EventFormatException">The answer cannot be one.</exception>
    internal Payload Encode(in Invocation answered, EventDocument document)
    {
        var answer = answered.Payload;
        if (answer.ContentType == ContentTypes.HttpResponse)
            return answer;
        if (HttpReplyTarget.Takes(document.Kind))
        {
            var response = IsCloudEvent(answer) ? BinaryResponse(answered) : answer;
            return (_http ??= new HttpReplies()).Encode(answered.With(response), HttpReplyTarget.Of(document));
        }

        if (answer.ContentType != ContentTypes.Json)
            return answer;
        _answer.Load(answer.Bytes);
        _output.Begin(answered.Context.Buffers, answer.Bytes.Length + RoomBytes);
        EventReply.Write(document, _answer, _output);
        return new Payload(_output.End(), ContentTypes.Json);
    }

    private bool IsCloudEvent(in Payload answer)
    {
        if (answer.ContentType is not (ContentTypes.CloudEvent or ContentTypes.Json))
            return false;
        _answer.Load(answer.Bytes);
        return answer.ContentType == ContentTypes.CloudEvent || _answer.Kind == EventKind.CloudEvent;
    }

    private Payload BinaryResponse(in Invocation answered)
    {
        _structured.Read(_answer, _answer.Root, _cloudEvent);
        _binary.Write(_cloudEvent, _message);
        _output.Begin(answered.Context.Buffers, answered.Payload.Bytes.Length + RoomBytes);
        _output.Write("{\"statusCode\":200,"u8);

        // The message's own object goes on where this one began.
        var message = new ArrayBufferWriter<byte>(answered.Payload.Bytes.Length + RoomBytes);
        HttpMessageJson.Write(_message, message);
        _output.Write(message.WrittenSpan[1..]);
        return new Payload(_output.End(), ContentTypes.HttpResponse);
    }
}
