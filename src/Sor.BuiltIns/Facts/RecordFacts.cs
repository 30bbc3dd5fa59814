using System.Buffers;
using Sor.Events;

namespace Sor.BuiltIns;

/// <summary>The facts inside of the boundary <c>cloudevents</c>: the CloudEvent says what the event is; all else is known of the event that brought it.</summary>
/// <param name="outer">Facts of that event; null: unknown.</param>
/// <param name="cloudEvent">In structured form; stays as it is while the stages inside run.</param>
internal sealed class RecordFacts(IEventFacts? outer, ReadOnlyMemory<byte> cloudEvent) : IEventFacts
{
    private CloudEventAttributes? _attributes;

    public bool TryFind(EventFact fact, out ReadOnlySpan<byte> value)
    {
        if (fact is EventFact.Id or EventFact.Source or EventFact.Type or EventFact.Subject)
            return Attributes().TryFind(fact, out value);
        value = default;
        return outer is not null && outer.TryFind(fact, out value);
    }

    public bool TryFindHeader(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        return outer is not null && outer.TryFindHeader(name, out value);
    }

    public void WriteEvent(IBufferWriter<byte> output)
    {
        output.Write(",\"event\":{\"kind\":\""u8);
        output.Write(TryFind(EventFact.Kind, out var kind) ? kind : EventKinds.NameUtf8(EventKind.CloudEvent));
        output.Write("\""u8);
        Attributes().Write(output);
        output.Write("}"u8);
    }

    public void WriteHttp(IBufferWriter<byte> output) => outer?.WriteHttp(output);

    private CloudEventAttributes Attributes()
    {
        if (_attributes is null)
        {
            _attributes = new CloudEventAttributes();
            _attributes.Read(cloudEvent.Span);
        }

        return _attributes;
    }
}
