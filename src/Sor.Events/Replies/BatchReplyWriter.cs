using System.Buffers;
using Sor.Events.Json;

namespace Sor.Events.Replies;

/// <summary>Goes through the records of an event and writes a list about them.</summary>
internal abstract class BatchReplyWriter(IBufferWriter<byte> output, RecordReply[] replies, int count) : IRecordVisitor
{
    private int _record;
    private bool _needsComma;

    protected IBufferWriter<byte> Output { get; } = output;

    public void Visit(EventKind kind, JsonValue record, JsonValue group)
    {
        if (_record == count)
            throw new ArgumentException($"there are more records than the {count} replies");
        Write(record, group, replies[_record++]);
    }

    internal virtual void Finish()
    {
        if (_record != count)
            throw new ArgumentException($"there are {count} replies for {_record} records");
    }

    protected abstract void Write(JsonValue record, JsonValue group, RecordReply reply);

    protected void Put(ReadOnlySpan<byte> json) => Output.Write(json);

    /// <summary>Between the elements of the list.</summary>
    protected void PutComma()
    {
        if (_needsComma)
            Put(","u8);
        _needsComma = true;
    }

    /// <summary>A member that identifies the record, as it stands in the event.</summary>
    /// <exception cref="EventFormatException">It is not there: an answer without it would name all records.</exception>
    protected void PutIdentifier(JsonValue record, JsonValue identifier, string name)
    {
        if (identifier.RawString.IsEmpty)
            throw record.Error($"has no {name}: it cannot be named as failed");
        Put(identifier.Raw);
    }
}
