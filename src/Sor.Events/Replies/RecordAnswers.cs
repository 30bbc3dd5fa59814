using System.Buffers;
using System.Runtime.InteropServices;
using Sor.Events.Json;

namespace Sor.Events.Replies;

/// <summary>
/// Sources that want an answer for each record: an array has one for each, whose texts are their content, and other values their JSON;
/// <c>null</c> is no answer. An object, or an array of what the source itself reads, is the answer already.
/// </summary>
internal static class RecordAnswers
{
    internal static bool Takes(EventDocument document, JsonValue reply) => document.Kind switch
    {
        EventKind.Firehose or EventKind.KinesisAnalyticsInput or EventKind.KinesisAnalyticsOutput => reply.IsArray && !reply.First().Get("recordId"u8).IsString,
        EventKind.S3Batch => !reply.IsObject && !reply.First().Get("taskId"u8).IsString,
        EventKind.AppSyncBatch => true,
        _ => false,
    };

    internal static void Write(EventDocument document, JsonValue reply, IBufferWriter<byte> output)
    {
        var records = new RecordCounter();
        EventRecords.Visit(document, records);
        var replies = new List<RecordReply>(records.Count);
        foreach (var answer in reply.Elements())
            replies.Add(new RecordReply(RecordResult.Succeeded, BatchReply.DataOf(document.Kind, answer)));

        // A task's answer is a text for the report: one may serve for all.
        while (document.Kind == EventKind.S3Batch && !reply.IsArray && replies.Count < records.Count)
            replies.Add(new RecordReply(RecordResult.Succeeded, BatchReply.DataOf(document.Kind, reply)));
        if (replies.Count != records.Count)
            throw reply.Error($"must be an array of {records.Count} answers, one for each record; null is none");
        BatchReply.Write(document, CollectionsMarshal.AsSpan(replies), output);
    }

    private sealed class RecordCounter : IRecordVisitor
    {
        internal int Count { get; private set; }

        public void Visit(EventKind kind, JsonValue record, JsonValue group) => Count++;
    }
}
