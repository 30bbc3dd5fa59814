using System.Buffers;
using Sor.Events.Json;

namespace Sor.Events.Replies;

/// <summary>Answers an event with records: what became of each, in the form of its source.</summary>
public static class BatchReply
{
    /// <summary>Whether a source of this kind reads from the answer what became of each record. For the others a failure is one of the whole event.</summary>
    public static bool IsRead(EventKind kind) => kind is EventKind.Sqs or EventKind.Kinesis or EventKind.DynamoDb or EventKind.Msk or EventKind.SelfManagedKafka
        or EventKind.Firehose or EventKind.KinesisAnalyticsInput or EventKind.KinesisAnalyticsOutput or EventKind.S3Batch or EventKind.AppSyncBatch;

    /// <summary>Whether the answer to each record goes back with it.</summary>
    public static bool WantsData(EventKind kind) => kind is EventKind.Firehose or EventKind.KinesisAnalyticsInput or EventKind.S3Batch or EventKind.AppSyncBatch;

    /// <summary>
    /// What of an answer to one record goes back with it: of a text its content, of any other value its JSON, of none nothing. A batch of AppSync
    /// takes values as they are.
    /// </summary>
    /// <exception cref="EventFormatException">The text has half of a surrogate pair.</exception>
    public static byte[] DataOf(EventKind kind, JsonValue answer)
    {
        if (answer.IsMissing)
            return [];
        if (!answer.IsString || kind == EventKind.AppSyncBatch)
            return answer.Raw.ToArray();
        var text = new ArrayBufferWriter<byte>(answer.Raw.Length);
        answer.AppendTo(text);
        return text.WrittenSpan.ToArray();
    }

    /// <summary>Whether an error of the whole invocation says the same as all records reported as failed. For the others each record has to be answered.</summary>
    public static bool MayFail(EventKind kind) => kind is EventKind.Sqs or EventKind.Kinesis or EventKind.DynamoDb or EventKind.Msk or EventKind.SelfManagedKafka;

    /// <summary>Writes the answer.</summary>
    /// <param name="document">The event; its kind is one that <see cref="IsRead"/>.</param>
    /// <param name="replies">For each record, in the event's order, what became of it.</param>
    /// <param name="output">Where it goes.</param>
    /// <param name="state">For streams with windows: the state to be given to the next invocation, a JSON object; empty where there are no windows.</param>
    /// <exception cref="EventFormatException">A record has no identifier to be named by: the whole event must fail.</exception>
    /// <exception cref="ArgumentException">The kind has no such answer, or there is not one reply for each record.</exception>
    public static void Write(EventDocument document, ReadOnlySpan<RecordReply> replies, IBufferWriter<byte> output, ReadOnlySpan<byte> state = default)
    {
        if (!IsRead(document.Kind))
            throw new ArgumentException($"{EventKinds.Name(document.Kind)} reads nothing about records from its answer", nameof(document));
        var copy = ArrayPool<RecordReply>.Shared.Rent(replies.Length);
        try
        {
            replies.CopyTo(copy);
            BatchReplyWriter writer = document.Kind switch
            {
                EventKind.Sqs => new SqsReply(output, copy, replies.Length),
                EventKind.Kinesis or EventKind.DynamoDb => new StreamReply(output, copy, replies.Length, state),
                EventKind.Msk or EventKind.SelfManagedKafka => new KafkaReply(output, copy, replies.Length),
                EventKind.S3Batch => new S3BatchReply(output, copy, replies.Length, document),
                EventKind.AppSyncBatch => new AppSyncBatchReply(output, copy, replies.Length),
                _ => new TransformReply(output, copy, replies.Length, isDelivery: document.Kind == EventKind.KinesisAnalyticsOutput),
            };
            EventRecords.Visit(document, writer);
            writer.Finish();
        }
        finally
        {
            ArrayPool<RecordReply>.Shared.Return(copy, clearArray: true);
        }
    }
}
