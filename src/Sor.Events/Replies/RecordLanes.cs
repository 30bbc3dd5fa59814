using Sor.Events.Json;

namespace Sor.Events.Replies;

/// <summary>
/// Which records of an event have to wait for which. Those of one shard, partition or message group are a lane: they go one after the other, and none
/// overtakes one that failed. Lanes do not know of each other.
/// </summary>
public static class RecordLanes
{
    /// <summary>For each record, in the event's order, the record behind it in its lane; 0: none has to wait for it.</summary>
    /// <param name="document">The event.</param>
    /// <param name="count">How many records it has.</param>
    /// <exception cref="EventFormatException">What a record's order depends upon cannot be read.</exception>
    public static int[] Behind(EventDocument document, int count)
    {
        var behind = new int[count];
        if (MayBeOrdered(document))
            EventRecords.Visit(document, new Lanes(behind));
        return behind;
    }

    /// <summary>Spares the others a look at each record.</summary>
    private static bool MayBeOrdered(EventDocument document) => document.Kind switch
    {
        EventKind.Kinesis or EventKind.DynamoDb or EventKind.Msk or EventKind.SelfManagedKafka or EventKind.DocumentDb or EventKind.PipesBatch => true,
        EventKind.Sqs => SqsReply.IsFifo(document.Member("Records"u8).First()),
        _ => false,
    };

    /// <summary>What the records of a lane share; null: the record has an order with no other.</summary>
    private static string? KeyOf(EventKind kind, JsonValue record, JsonValue group) => kind switch
    {
        // A batch is of one shard, and its checkpoint the first record that failed: whatever ran behind that would run twice.
        EventKind.Kinesis or EventKind.DynamoDb or EventKind.DocumentDb => "",
        EventKind.Msk or EventKind.SelfManagedKafka => group.GetString(),
        EventKind.Sqs when SqsReply.IsFifo(record) => record.Get("attributes"u8).Get("MessageGroupId"u8).GetString(),
        _ => null,
    };

    private sealed class Lanes(int[] behind) : IRecordVisitor
    {
        private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);
        private int _record;

        public void Visit(EventKind kind, JsonValue record, JsonValue group)
        {
            if (KeyOf(kind, record, group) is { } lane)
            {
                if (_last.TryGetValue(lane, out var last))
                    behind[last] = _record;
                _last[lane] = _record;
            }

            _record++;
        }
    }
}
