using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>Streams of data and of changes.</summary>
internal static class StreamSources
{
    // As many digits as each service gives its sequence numbers at most, of those that are seen.
    private const int KinesisSequenceWidth = 56;
    private const int DynamoDbSequenceWidth = 40;

    internal static void Kinesis(SourceWriter w, JsonValue record)
    {
        // EventBridge Pipes puts the members of kinesis into the record itself.
        var kinesis = record.Get("kinesis"u8);
        if (kinesis.IsMissing)
            kinesis = record;
        var data = kinesis.Get("data"u8);
        if (w.TryUnwrapBase64(data))
            return;
        var sequence = kinesis.Get("sequenceNumber"u8);
        var id = record.Get("eventID"u8);
        w.Begin();
        w.Id(id.IsMissing ? sequence : id);
        w.Source(record.Get("eventSourceARN"u8));
        w.Type("com.amazon.kinesis.stream_record"u8);
        w.Subject(kinesis.Get("partitionKey"u8));
        w.Time(kinesis.Get("approximateArrivalTimestamp"u8), TimeUnit.Seconds);
        w.Attribute("partitionkey"u8, kinesis.Get("partitionKey"u8));
        w.Sequence(sequence, KinesisSequenceWidth);
        w.EndWithBase64(record, data);
    }

    internal static void DynamoDb(SourceWriter w, JsonValue record)
    {
        var change = record.Get("dynamodb"u8);
        var arn = record.Get("eventSourceARN"u8).Utf8();
        if (arn.IndexOf("/stream/"u8) is >= 0 and var end)
            arn = arn[..end];
        var operation = record.Get("eventName"u8);
        w.Begin();
        w.Id(record.Get("eventID"u8));
        w.Source(w.Text().Add(arn));
        w.Type("com.amazon.dynamodb.stream_record"u8);
        var names = w.Text();
        foreach (var key in change.Get("Keys"u8).Members())
            names = (names.WrittenCount == 0 ? names : names.Add(","u8)).Add(key.Name);
        w.Attribute("subject"u8, names);
        w.Time(change.Get("ApproximateCreationDateTime"u8), TimeUnit.Seconds);
        w.Sequence(change.Get("SequenceNumber"u8), DynamoDbSequenceWidth);
        w.Attribute("dynamodboperation"u8, operation);
        if (operation.Is("REMOVE"u8) && IsTimeToLive(record.Get("userIdentity"u8)))
            w.Attribute("authtype"u8, "system"u8);
        w.End(record);
    }

    internal static void Firehose(SourceWriter w, JsonValue record)
    {
        w.Begin();
        w.Id(record.Get("recordId"u8));
        w.Source(w.Document.Member("deliveryStreamArn"u8));
        w.Type("com.amazon.firehose.record"u8);
        w.Time(record.Get("approximateArrivalTimestamp"u8), TimeUnit.Milliseconds);
        w.EndWithBase64(record, record.Get("data"u8));
    }

    internal static void KinesisAnalytics(SourceWriter w, JsonValue record)
    {
        var metadata = record.Get("kinesisStreamRecordMetadata"u8);
        if (metadata.IsMissing)
            metadata = record.Get("kinesisFirehoseRecordMetadata"u8);
        w.Begin();
        w.Id(record.Get("recordId"u8));
        w.Source(w.Document.Member("applicationArn"u8));
        w.Type("com.amazon.kinesisanalytics.record"u8);
        w.Time(metadata.Get("approximateArrivalTimestamp"u8), TimeUnit.Seconds);
        w.EndWithBase64(record, record.Get("data"u8));
    }

    internal static void DocumentDb(SourceWriter w, JsonValue record)
    {
        var change = record.Get("event"u8);
        if (change.IsMissing)
            change = record;
        var place = change.Get("ns"u8);
        var collection = place.Get("coll"u8);
        w.Begin();
        w.Id(change.Get("_id"u8).Get("_data"u8));
        w.Source(QueueSources.ArnOf(w, record));
        w.Type("com.amazon.docdb."u8, change.Get("operationType"u8));
        var subject = w.Text().Add(place.Get("db"u8));
        w.Attribute("subject"u8, collection.IsMissing ? subject : subject.Add("."u8).Add(collection));
        w.Time(change.Get("clusterTime"u8).Get("$timestamp"u8).Get("t"u8), TimeUnit.Seconds);
        w.End(change);
    }

    private static bool IsTimeToLive(JsonValue identity) =>
        (identity.Get("type"u8).Is("Service"u8) || identity.Get("Type"u8).Is("Service"u8))
        && (identity.Get("principalId"u8).Is("dynamodb.amazonaws.com"u8) || identity.Get("PrincipalId"u8).Is("dynamodb.amazonaws.com"u8));
}
