using Sor.Events.Json;

namespace Sor.Events.Recognition;

/// <summary>Events that name the service they come from: in their first record, or at the root.</summary>
internal static class RecordRules
{
    /// <summary>The kind of an event with <c>Records</c>, by the first of them.</summary>
    internal static EventKind Recognize(JsonValue record)
    {
        if (record.Get("cf"u8).IsObject)
            return EventKind.LambdaEdge;
        if (record.Get("EventSource"u8).Is("aws:sns"u8))
            return EventKind.Sns;
        var source = record.Get("eventSource"u8);
        var kind = source.Is("aws:s3"u8) ? EventKind.S3 : OfRecordSource(source);
        if (kind != EventKind.Raw)
            return kind;

        // Stores that speak S3 name themselves.
        return record.Get("s3"u8).IsObject ? EventKind.S3 : EventKind.Raw;
    }

    /// <summary>The kind of record that a source makes; the same in an event's <c>Records</c> and, flat, in a batch of EventBridge Pipes.</summary>
    internal static EventKind OfRecordSource(JsonValue source) =>
        source.Is("aws:sqs"u8) ? EventKind.Sqs
        : source.Is("aws:dynamodb"u8) ? EventKind.DynamoDb
        : source.Is("aws:kinesis"u8) ? EventKind.Kinesis
        : source.Is("aws:ses"u8) ? EventKind.Ses
        : source.Is("aws:codecommit"u8) ? EventKind.CodeCommit
        : EventKind.Raw;

    /// <summary>The kind of an event whose root names the source.</summary>
    internal static EventKind OfRootSource(JsonValue source) =>
        source.Is("aws:kafka"u8) ? EventKind.Msk
        : source.Is("aws:SelfManagedKafka"u8) || source.Is("SelfManagedKafka"u8) ? EventKind.SelfManagedKafka
        : source.Is("aws:mq"u8) || source.Is("aws:amq"u8) ? EventKind.ActiveMq
        : source.Is("aws:rmq"u8) ? EventKind.RabbitMq
        : source.Is("aws:docdb"u8) ? EventKind.DocumentDb
        : EventKind.Raw;
}
