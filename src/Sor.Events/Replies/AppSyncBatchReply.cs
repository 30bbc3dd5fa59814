using System.Buffers;
using Sor.Events.Json;

namespace Sor.Events.Replies;

/// <summary>AppSync's BatchInvoke: as many values as there were, in their order; <c>null</c> for one that failed or has none.</summary>
internal sealed class AppSyncBatchReply : BatchReplyWriter
{
    internal AppSyncBatchReply(IBufferWriter<byte> output, RecordReply[] replies, int count)
        : base(output, replies, count) => Put("["u8);

    internal override void Finish()
    {
        base.Finish();
        Put("]"u8);
    }

    protected override void Write(JsonValue record, JsonValue group, RecordReply reply)
    {
        PutComma();
        if (reply.IsFailure || reply.Data.IsEmpty)
            Put("null"u8);
        else if (JsonText.IsJson(reply.Data.Span))
            Put(reply.Data.Span);
        else
            throw new EventFormatException("", "is an answer that is not JSON: a resolver answers with JSON");
    }
}
