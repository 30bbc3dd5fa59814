using System.Buffers;

namespace Sor;

/// <summary>
/// What is known of the event of an invocation, whatever the stages made of its payload. Worked out when somebody asks first. Not thread-safe.
/// </summary>
public interface IEventFacts
{
    /// <summary>A fact in UTF-8, without escapes; valid until the next event. False: the event has none.</summary>
    bool TryFind(EventFact fact, out ReadOnlySpan<byte> value);

    /// <summary>The first value of a header of the HTTP request that the event carries.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <param name="value">In UTF-8.</param>
    bool TryFindHeader(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value);

    /// <summary>Appends <c>,"event":{...}</c>, the facts of the event.</summary>
    void WriteEvent(IBufferWriter<byte> output);

    /// <summary>Appends <c>,"http":{...}</c>, those of the request; nothing when the event carries none.</summary>
    void WriteHttp(IBufferWriter<byte> output);
}
