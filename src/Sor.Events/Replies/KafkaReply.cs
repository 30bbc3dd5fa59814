using System.Buffers;
using Sor.Events.Json;

namespace Sor.Events.Replies;

/// <summary>The first record of each partition that failed: the partition is read again from there.</summary>
internal sealed class KafkaReply : BatchReplyWriter
{
    private int _failedPartition = -1;

    internal KafkaReply(IBufferWriter<byte> output, RecordReply[] replies, int count)
        : base(output, replies, count) => Put("{\"batchItemFailures\":["u8);

    internal override void Finish()
    {
        base.Finish();
        Put("]}"u8);
    }

    protected override void Write(JsonValue record, JsonValue group, RecordReply reply)
    {
        // Records of a partition stand together, so where its name stands tells it from the others.
        if (!reply.IsFailure || group.Offset == _failedPartition)
            return;
        _failedPartition = group.Offset;
        var offset = record.Get("offset"u8);
        if (!offset.TryGetInt64(out _))
            throw record.Error("has no offset: it cannot be named as failed");
        PutComma();
        Put("{\"itemIdentifier\":{\"partition\":"u8);
        PutIdentifier(record, group, "partition");
        Put(",\"offset\":"u8);
        Put(offset.Raw);
        Put("}}"u8);
    }
}
