using System.Buffers;
using Sor.Events.CloudEvents.Sources;

namespace Sor.Events.CloudEvents;

/// <summary>
/// An event as CloudEvents: an array of them in the JSON format, in the order of the event's records. Used for one event after another it
/// allocates nothing for the events of queues, streams, topics, stores and buses. Not thread-safe.
/// </summary>
public sealed class CloudEventsView
{
    private readonly SourceWriter _writer;

    public CloudEventsView(CloudEventOptions options) => _writer = new SourceWriter(options);

    /// <summary>Records of the event that was written last.</summary>
    public int RecordCount => _writer.Record + 1;

    /// <summary>Where the CloudEvents that were written last stand, in their order: by record, and for a record in the order in which it carries them.</summary>
    public ReadOnlySpan<CloudEventPlace> Events => _writer.Places;

    /// <summary>Writes the array.</summary>
    /// <param name="document">The event.</param>
    /// <param name="requestId">Id of the invocation: the id of events that have none. A retry has the same.</param>
    /// <param name="output">Where it goes. After an error there is a part of it.</param>
    /// <param name="now">The time, in RFC 3339, for events whose rules say that they happened when they came; null leaves theirs out.</param>
    /// <exception cref="EventFormatException">The event is not what its kind demands.</exception>
    public void Write(EventDocument document, string requestId, IBufferWriter<byte> output, string? now = null)
    {
        _writer.Start(document, requestId, now, output);
        EventRecords.Visit(document, _writer);
        _writer.Finish();
    }
}
