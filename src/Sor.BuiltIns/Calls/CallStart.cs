using System.Text.Json;

namespace Sor.BuiltIns;

/// <summary>
/// What <c>log</c> keeps from a call's way in for its way out, as its state: <c>{"start":TICKS,"bytes":SIZE,"picked":{…}}</c>. In the notes rather
/// than in the program, as there it cannot be mixed up with another call, and is gone when the call is.
/// </summary>
internal readonly ref struct CallStart
{
    private CallStart(long timestamp, long bytes, ReadOnlySpan<byte> picked)
    {
        Timestamp = timestamp;
        Bytes = bytes;
        Picked = picked;
    }

    /// <summary>When, in ticks of the clock.</summary>
    internal long Timestamp { get; }

    /// <summary>Size of the event.</summary>
    internal long Bytes { get; }

    /// <summary>Members picked from the event, each with a leading comma.</summary>
    internal ReadOnlySpan<byte> Picked { get; }

    internal static byte[] Write(LineBuffer buffer, long timestamp, in Payload payload, PickedMembers picked)
    {
        buffer.Clear();
        buffer.Append("{\"start\":"u8);
        buffer.AppendNumber(timestamp);
        buffer.Append(",\"bytes\":"u8);
        buffer.AppendNumber(payload.Bytes.Length);
        buffer.Append(",\"picked\":{\"\":0"u8);
        picked.AppendTo(buffer, payload);
        buffer.Append("}}"u8);
        return buffer.Written.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote; nothing else is ever read here.</summary>
    internal static CallStart Read(ReadOnlySpan<byte> state)
    {
        var reader = new Utf8JsonReader(state);
        var timestamp = NextNumber(ref reader);
        var bytes = NextNumber(ref reader);
        var picked = state[((int)reader.BytesConsumed + ",\"picked\":{\"\":0"u8.Length)..^2];
        return new CallStart(timestamp, bytes, picked);
    }

    private static long NextNumber(ref Utf8JsonReader reader)
    {
        while (reader.TokenType != JsonTokenType.PropertyName)
            _ = reader.Read();
        _ = reader.Read();
        return reader.GetInt64();
    }
}
