using System.Buffers;
using System.Text.Unicode;
using Sor.Events.Json;

namespace Sor.Events.Replies;

/// <summary>S3 Batch Operations: a result for each task. One that failed comes again.</summary>
internal sealed class S3BatchReply : BatchReplyWriter
{
    internal S3BatchReply(IBufferWriter<byte> output, RecordReply[] replies, int count, EventDocument document)
        : base(output, replies, count)
    {
        var version = document.Member("invocationSchemaVersion"u8);
        if (!version.IsString)
            throw document.Root.Error("has no invocationSchemaVersion: the answer must repeat it");
        Put("{\"invocationSchemaVersion\":"u8);
        Put(version.Raw);
        Put(",\"treatMissingKeysAs\":\"PermanentFailure\",\"invocationId\":"u8);
        var id = document.Member("invocationId"u8);
        Put(id.IsString ? id.Raw : "\"\""u8);
        Put(",\"results\":["u8);
    }

    internal override void Finish()
    {
        base.Finish();
        Put("]}"u8);
    }

    protected override void Write(JsonValue record, JsonValue group, RecordReply reply)
    {
        PutComma();
        Put("{\"taskId\":"u8);
        PutIdentifier(record, record.Get("taskId"u8), "taskId");
        Put(reply.IsFailure ? ",\"resultCode\":\"TemporaryFailure\",\"resultString\":"u8 : ",\"resultCode\":\"Succeeded\",\"resultString\":"u8);
        JsonText.Write(Output, Utf8.IsValid(reply.Data.Span) ? reply.Data.Span : default);
        Put("}"u8);
    }
}
