using System.Buffers;
using Sor.Events.Json;

namespace Sor.Events.Replies;

/// <summary>
/// The first record of a stream that failed: everything from it on comes again. Its member <c>state</c> goes to the next invocation of the window.
/// </summary>
internal sealed class StreamReply : BatchReplyWriter
{
    private bool _hasFailed;

    internal StreamReply(IBufferWriter<byte> output, RecordReply[] replies, int count, ReadOnlySpan<byte> state)
        : base(output, replies, count)
    {
        Put("{"u8);
        if (!state.IsEmpty)
        {
            Put("\"state\":"u8);
            Put(state);
            Put(","u8);
        }

        Put("\"batchItemFailures\":["u8);
    }

    internal override void Finish()
    {
        base.Finish();
        Put("]}"u8);
    }

    protected override void Write(JsonValue record, JsonValue group, RecordReply reply)
    {
        if (!reply.IsFailure || _hasFailed)
            return;
        _hasFailed = true;
        var change = record.Get("dynamodb"u8);
        Put("{\"itemIdentifier\":"u8);
        if (change.IsMissing)
            PutIdentifier(record, record.Get("kinesis"u8).Get("sequenceNumber"u8), "kinesis.sequenceNumber");
        else
            PutIdentifier(record, change.Get("SequenceNumber"u8), "dynamodb.SequenceNumber");
        Put("}"u8);
    }
}
