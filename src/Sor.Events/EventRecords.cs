using Sor.Events.Json;
using Sor.Events.Recognition;

namespace Sor.Events;

/// <summary>Finds the records of an event, in its order. What CloudEvents are made of and what a partial failure names are therefore the same.</summary>
internal static class EventRecords
{
    internal static void Visit(EventDocument document, IRecordVisitor visitor)
    {
        switch (document.Kind)
        {
            case EventKind.S3 when !document.Member("Records"u8).IsArray:
                visitor.Visit(document.Kind, document.Root, default);
                break;
            case EventKind.S3 or EventKind.Sns or EventKind.Sqs or EventKind.DynamoDb or EventKind.Kinesis or EventKind.Ses or EventKind.CodeCommit:
                VisitAll(document.Kind, document.Member("Records"u8), default, visitor);
                break;
            case EventKind.Firehose or EventKind.KinesisAnalyticsInput or EventKind.KinesisAnalyticsOutput:
                VisitAll(document.Kind, document.Member("records"u8), default, visitor);
                break;
            case EventKind.Msk or EventKind.SelfManagedKafka:
                VisitGroups(document.Kind, document.Member("records"u8), visitor);
                break;
            case EventKind.RabbitMq:
                VisitGroups(document.Kind, document.Member("rmqMessagesByQueue"u8), visitor);
                break;
            case EventKind.ActiveMq:
                VisitAll(document.Kind, document.Member("messages"u8), default, visitor);
                break;
            case EventKind.DocumentDb:
                VisitAll(document.Kind, document.Member("events"u8), default, visitor);
                break;
            case EventKind.S3Batch:
                VisitAll(document.Kind, document.Member("tasks"u8), default, visitor);
                break;
            case EventKind.PipesBatch:
                VisitPipes(document, visitor);
                break;
            case EventKind.AppSyncBatch or EventKind.CloudEventBatch:
                VisitAll(document.Kind, document.Root, default, visitor);
                break;
            case EventKind.EventGrid when document.Root.IsArray:
                VisitAll(document.Kind, document.Root, default, visitor);
                break;
            case EventKind.Raw when IsEmptyBatch(document.Root):
                break;
            default:
                visitor.Visit(document.Kind, document.Root, default);
                break;
        }
    }

    private static void VisitAll(EventKind kind, JsonValue records, JsonValue group, IRecordVisitor visitor)
    {
        foreach (var record in records.Elements())
        {
            if (!record.IsObject)
                throw record.Error("is no object: a record is one");
            visitor.Visit(kind, record, group);
        }
    }

    private static void VisitGroups(EventKind kind, JsonValue groups, IRecordVisitor visitor)
    {
        foreach (var group in groups.Members())
            VisitAll(kind, group.Value, group.Name, visitor);
    }

    private static void VisitPipes(EventDocument document, IRecordVisitor visitor)
    {
        foreach (var record in document.Root.Elements())
        {
            var source = record.Get("eventSource"u8);
            var kind = RecordRules.OfRecordSource(source);
            visitor.Visit(kind == EventKind.Raw ? RecordRules.OfRootSource(source) : kind, record, record.Get("eventSourceKey"u8));
        }
    }

    // Nothing tells what an event without records would have been.
    private static bool IsEmptyBatch(JsonValue root)
    {
        var isEmpty = false;
        foreach (var member in root.Members())
        {
            if (isEmpty || !member.NameEquals("Records"u8) || !member.Value.IsArray || !member.Value.First().Raw.IsEmpty)
                return false;
            isEmpty = true;
        }

        return isEmpty;
    }
}
