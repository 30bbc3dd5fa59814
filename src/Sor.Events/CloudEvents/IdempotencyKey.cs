using System.Buffers;

namespace Sor.Events.CloudEvents;

/// <summary>
/// What tells an event from every other, and is the same each time it is delivered: its source and its id. The source comes first and holds no
/// space, so the key can be taken apart again.
/// </summary>
public static class IdempotencyKey
{
    /// <summary>Appends the key of the event with this source and id; nothing where one of them is missing.</summary>
    /// <param name="source">In UTF-8.</param>
    /// <param name="id">In UTF-8.</param>
    /// <param name="output">Where the key goes, in UTF-8.</param>
    public static void Append(ReadOnlySpan<byte> source, ReadOnlySpan<byte> id, IBufferWriter<byte> output)
    {
        if (source.IsEmpty || id.IsEmpty)
            return;
        output.Write(source);
        output.Write(" "u8);
        output.Write(id);
    }
}
