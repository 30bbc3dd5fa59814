using System.Buffers;
using Sor.Events.Json;

namespace Sor.Events.Replies;

/// <summary>
/// Messages that shall return to their queue. Of a FIFO queue those behind the first failure of their group are named too: they must not
/// overtake it.
/// </summary>
internal sealed class SqsReply : BatchReplyWriter
{
    private readonly HashSet<string> _failedGroups = new(StringComparer.Ordinal);

    internal SqsReply(IBufferWriter<byte> output, RecordReply[] replies, int count)
        : base(output, replies, count) => Put("{\"batchItemFailures\":["u8);

    internal static bool IsFifo(JsonValue record) => record.Get("eventSourceARN"u8).RawString.EndsWith(".fifo"u8);

    internal override void Finish()
    {
        base.Finish();
        Put("]}"u8);
    }

    protected override void Write(JsonValue record, JsonValue group, RecordReply reply)
    {
        var failed = reply.IsFailure;
        if (IsFifo(record))
        {
            var name = record.Get("attributes"u8).Get("MessageGroupId"u8).GetString();
            failed = failed ? _failedGroups.Add(name) || true : _failedGroups.Contains(name);
        }

        if (!failed)
            return;
        PutComma();
        Put("{\"itemIdentifier\":"u8);
        PutIdentifier(record, record.Get("messageId"u8), "messageId");
        Put("}"u8);
    }
}
