namespace Sor.Events.CloudEvents;

/// <summary>How an event becomes CloudEvents.</summary>
public enum CloudEventMode : byte
{
    /// <summary>One for each record; its data is the record as the provider wrote it.</summary>
    Record,

    /// <summary>One for each record; its data is what the record carries: a queue's message, a stream's bytes, a request's body.</summary>
    Payload,

    /// <summary>As <see cref="Record"/>, and all of them are one payload: a batch in the JSON format.</summary>
    Batch,

    /// <summary>One for the whole event; its data is all of the event. The type of an event with records ends in <c>.batch</c>.</summary>
    Whole,
}
