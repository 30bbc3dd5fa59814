using System.Buffers;
using Sor.Events;
using Sor.Events.Http;

namespace Sor.BuiltIns;

/// <summary>Works the facts of an event out of its bytes: its kind, its HTTP request, and the attributes of the CloudEvent that it would become.</summary>
/// <remarks>An event that cannot be read has no facts: whoever needs its content says what is wrong with it.</remarks>
public sealed class EventFacts : IEventFacts
{
    // Each is made when it is first asked for: in most functions nobody does.
    private EventDocument? _event;
    private HttpRequestView? _request;
    private ArrayBufferWriter<byte>? _target;
    private CloudEventAttributes? _attributes;
    private WouldBeCloudEvent? _cloudEvent;
    private InvocationContext? _context;
    private Answer _isReadable;
    private Answer _isRequest;
    private Answer _isCloudEvent;

    private enum Answer : byte
    {
        Unknown,
        Yes,
        No,
    }

    /// <summary>Begins with the event of an invocation; what was known of the one before is gone.</summary>
    public EventFacts Of(InvocationContext context)
    {
        _context = context;
        (_isReadable, _isRequest, _isCloudEvent) = (Answer.Unknown, Answer.Unknown, Answer.Unknown);
        return this;
    }

    public bool TryFind(EventFact fact, out ReadOnlySpan<byte> value)
    {
        value = default;
        switch (fact)
        {
            case EventFact.Kind when IsReadable():
                value = EventKinds.NameUtf8(_event!.Kind);
                return true;
            case EventFact.Method when IsRequest():
                value = _request!.Method;
                return true;
            case EventFact.Path when IsRequest():
                value = _request!.Path;
                return true;
            case EventFact.Target when IsRequest():
                value = Target();
                return true;
            case EventFact.Id or EventFact.Source or EventFact.Type or EventFact.Subject when IsCloudEvent():
                return _attributes!.TryFind(fact, out value);
            default:
                return false;
        }
    }

    public bool TryFindHeader(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        return IsRequest() && _request!.TryGetHeader(name, out value);
    }

    public void WriteEvent(IBufferWriter<byte> output)
    {
        if (!IsReadable())
            return;
        output.Write(",\"event\":{\"kind\":\""u8);
        output.Write(EventKinds.NameUtf8(_event!.Kind));
        output.Write("\""u8);
        if (IsCloudEvent())
            _attributes!.Write(output);
        output.Write("}"u8);
    }

    public void WriteHttp(IBufferWriter<byte> output)
    {
        if (!IsRequest())
            return;
        output.Write(",\"http\":"u8);
        HttpRequestForm.WriteHead(_request!, output);
    }

    private bool IsReadable()
    {
        if (_isReadable == Answer.Unknown)
            _isReadable = Try(static facts => (facts._event ??= new EventDocument()).Load(facts._context!.Event.Bytes));
        return _isReadable == Answer.Yes;
    }

    private bool IsRequest()
    {
        if (_isRequest == Answer.Unknown)
            _isRequest = IsReadable() && EventKinds.IsHttp(_event!.Kind) ? Try(static facts => (facts._request ??= new HttpRequestView()).Load(facts._event!, HttpViewOptions.Default)) : Answer.No;
        return _isRequest == Answer.Yes;
    }

    private bool IsCloudEvent()
    {
        if (_isCloudEvent == Answer.Unknown)
            _isCloudEvent = IsReadable() ? Try(static facts => facts.ReadAttributes()) : Answer.No;
        return _isCloudEvent == Answer.Yes;
    }

    private void ReadAttributes() => (_attributes ??= new CloudEventAttributes()).Read((_cloudEvent ??= new WouldBeCloudEvent()).Of(_event!, _context!));

    private Answer Try(Action<EventFacts> read)
    {
        try
        {
            read(this);
            return Answer.Yes;
        }
        catch (EventFormatException)
        {
            return Answer.No;
        }
    }

    private ReadOnlySpan<byte> Target()
    {
        var request = _request!;
        if (request.Query.IsEmpty)
            return request.Path;
        var target = _target ??= new ArrayBufferWriter<byte>(256);
        target.ResetWrittenCount();
        target.Write(request.Path);
        target.Write("?"u8);
        target.Write(request.Query);
        return target.WrittenSpan;
    }
}
