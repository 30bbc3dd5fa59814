using Sor.Events.Json;

namespace Sor.Events;

/// <summary>Sees the records of an event one after the other.</summary>
internal interface IRecordVisitor
{
    /// <summary>The next record.</summary>
    /// <param name="kind">What it is: the event's kind, and in a batch of EventBridge Pipes its own.</param>
    /// <param name="record">The record; of an event without records, all of it.</param>
    /// <param name="group">Topic with partition, or queue, that it is listed under; missing where records are not listed so.</param>
    void Visit(EventKind kind, JsonValue record, JsonValue group);
}
