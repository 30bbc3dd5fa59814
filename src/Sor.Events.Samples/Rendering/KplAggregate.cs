
namespace Sor.Events.Samples.Rendering;

/// <summary>A record as the Kinesis Producer Library aggregates them: magic bytes, a protocol buffer with the records, its MD5.</summary>
internal static class KplAggregate
{
    private const int BytesField = 2;

    internal static byte[] Of(byte[] partitionKey, byte[] data)
    {
        // AggregatedRecord: 1 partition_key_table, 3 records. Record: 1 partition_key_index, 3 data.
        var message = Concat(Field(1, partitionKey), Field(3, Concat([0x08, 0x00], Field(3, data))));
        return Concat([0xF3, 0x89, 0x9A, 0xC2], message, SampleFunctions.Md5(message));
    }

    private static byte[] Field(int number, byte[] content) => Concat([(byte)((number << 3) | BytesField)], Length(content.Length), content);

    private static byte[] Length(int value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }

    private static byte[] Concat(params byte[][] parts) => [.. parts.SelectMany(static part => part)];
}
