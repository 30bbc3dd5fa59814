using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>Queues and topics.</summary>
internal static class QueueSources
{
    // Digits that SQS gives its sequence numbers.
    private const int SqsSequenceWidth = 20;

    internal static void Sqs(SourceWriter w, JsonValue record)
    {
        var body = record.Get("body"u8);
        if (w.TryUnwrapText(body))
            return;
        var attributes = record.Get("attributes"u8);
        w.Begin();
        w.Id(record.Get("messageId"u8));
        w.Source(record.Get("eventSourceARN"u8));
        w.Type("com.amazon.sqs.message"u8);
        w.Time(attributes.Get("SentTimestamp"u8), TimeUnit.Milliseconds);
        w.Attribute("partitionkey"u8, attributes.Get("MessageGroupId"u8));
        w.Sequence(attributes.Get("SequenceNumber"u8), SqsSequenceWidth);
        TraceParent.Write(w, attributes.Get("AWSTraceHeader"u8));
        foreach (var attribute in record.Get("messageAttributes"u8).Members())
            MessageAttribute(w, attribute.Name, attribute.Value);
        w.EndWithText(record, body);
    }

    internal static void Sns(SourceWriter w, JsonValue record)
    {
        var sns = record.Get("Sns"u8);
        var message = sns.Get("Message"u8);
        if (w.TryUnwrapText(message))
            return;
        var type = sns.Get("Type"u8);
        var isConfirmation = type.Is("SubscriptionConfirmation"u8);
        var subscription = isConfirmation ? default : record.Get("EventSubscriptionArn"u8);
        w.Begin();
        w.Id(sns.Get("MessageId"u8));
        w.Source(subscription.IsMissing ? sns.Get("TopicArn"u8) : subscription);
        w.Type(type.IsString ? w.Text().Add("com.amazonaws.sns."u8).Add(type) : w.Text().Add("com.amazonaws.sns.Notification"u8));
        w.Subject(sns.Get("Subject"u8));
        w.Time(sns.Get("Timestamp"u8));
        w.EndWithText(sns, message);
    }

    internal static void ActiveMq(SourceWriter w, JsonValue record)
    {
        var destination = record.Get("destination"u8);
        var name = destination.Get("physicalName"u8);
        w.Begin();
        w.Id(record.Get("messageID"u8));
        w.Source(ArnOf(w, record));
        w.Type("com.amazon.mq.message"u8);
        w.Subject(name.IsMissing ? destination.Get("physicalname"u8) : name);
        w.Time(record.Get("timestamp"u8), TimeUnit.Milliseconds);
        w.EndWithBase64(record, record.Get("data"u8));
    }

    internal static void RabbitMq(SourceWriter w, JsonValue record, JsonValue queue)
    {
        var properties = record.Get("basicProperties"u8);
        var name = queue.Utf8();
        if (name.IndexOf("::"u8) is >= 0 and var end)
            name = name[..end];
        w.Begin();
        w.Id(properties.Get("messageId"u8));
        w.Source(ArnOf(w, record));
        w.Type("com.amazon.mq.message"u8);
        w.Attribute("subject"u8, name);
        w.EndWithBase64(record, record.Get("data"u8), properties.Get("contentType"u8).Utf8());
    }

    /// <summary>ARN of a broker or cluster: at the root, and in a batch of EventBridge Pipes in the record.</summary>
    internal static JsonValue ArnOf(SourceWriter w, JsonValue record)
    {
        var arn = record.Get("eventSourceArn"u8);
        return arn.IsMissing ? w.Document.Member("eventSourceArn"u8) : arn;
    }

    // Attributes in bytes have no form as an extension.
    private static void MessageAttribute(SourceWriter w, JsonValue name, JsonValue attribute)
    {
        var value = attribute.Get("stringValue"u8);
        if (value.IsMissing || attribute.Get("dataType"u8).RawString.StartsWith("Binary"u8))
            return;
        ReadOnlySpan<byte> prefix = "sqsmsg"u8;
        Span<byte> extension = stackalloc byte[byte.MaxValue];
        prefix.CopyTo(extension);
        var length = prefix.Length;
        foreach (var c in name.Utf8())
        {
            var lower = c is >= (byte)'A' and <= (byte)'Z' ? (byte)(c + 32) : c;
            if (length < extension.Length && lower is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'0' and <= (byte)'9'))
                extension[length++] = lower;
        }

        if (length > prefix.Length)
            w.Attribute(extension[..length], value);
    }
}
