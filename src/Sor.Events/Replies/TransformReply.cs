using System.Buffers;
using System.Buffers.Text;
using Sor.Events.Json;

namespace Sor.Events.Replies;

/// <summary>
/// Firehose and Kinesis Analytics: every record goes back, changed, dropped (answered with nothing) or failed as it came. Output that is
/// delivered goes back without data.
/// </summary>
internal sealed class TransformReply : BatchReplyWriter
{
    private readonly bool _isDelivery;

    internal TransformReply(IBufferWriter<byte> output, RecordReply[] replies, int count, bool isDelivery)
        : base(output, replies, count)
    {
        _isDelivery = isDelivery;
        Put("{\"records\":["u8);
    }

    internal override void Finish()
    {
        base.Finish();
        Put("]}"u8);
    }

    protected override void Write(JsonValue record, JsonValue group, RecordReply reply)
    {
        PutComma();
        Put("{\"recordId\":"u8);
        PutIdentifier(record, record.Get("recordId"u8), "recordId");
        if (_isDelivery)
        {
            Put(reply.IsFailure ? ",\"result\":\"DeliveryFailed\"}"u8 : ",\"result\":\"Ok\"}"u8);
            return;
        }

        Put(reply.IsFailure ? ",\"result\":\"ProcessingFailed\",\"data\":"u8
            : reply.Data.IsEmpty ? ",\"result\":\"Dropped\",\"data\":"u8
            : ",\"result\":\"Ok\",\"data\":"u8);
        if (reply.IsFailure || reply.Data.IsEmpty)
        {
            var data = record.Get("data"u8);
            Put(data.IsString ? data.Raw : "\"\""u8);
        }
        else
        {
            PutBase64(reply.Data.Span);
        }

        Put("}"u8);
    }

    private void PutBase64(ReadOnlySpan<byte> data)
    {
        Put("\""u8);
        _ = Base64.EncodeToUtf8(data, Output.GetSpan(Base64.GetMaxEncodedToUtf8Length(data.Length)), out _, out var written);
        Output.Advance(written);
        Put("\""u8);
    }
}
