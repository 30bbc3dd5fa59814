using System.Text.Json;
using System.Text.Unicode;
using Sor.Middleware.Text;

namespace Sor.Middleware.Frames;

/// <summary>Parses one header line of the host. <see cref="ChannelBrokenException"/> if it is none.</summary>
internal static class HostFrameParser
{
    internal static void Parse(ReadOnlySpan<byte> line, HostFrame frame, int maxBodyBytes)
    {
        frame.Reset();
        if (!Utf8.IsValid(line))
            throw new ChannelBrokenException("a header is not UTF-8");
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new ChannelBrokenException("a header is not a JSON object");
            var seen = default(Seen);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                ReadMember(ref reader, frame, maxBodyBytes, ref seen);
            _ = reader.Read();
            seen.Forget(frame);
        }
        catch (JsonException problem)
        {
            throw new ChannelBrokenException($"a header is not JSON: {problem.Message}");
        }
        catch (InvalidOperationException)
        {
            throw new ChannelBrokenException("a header holds text that is not Unicode");
        }
    }

    private static void ReadMember(ref Utf8JsonReader reader, HostFrame frame, int maxBodyBytes, ref Seen seen)
    {
        if (reader.ValueTextEquals("type"u8))
            frame.Type = TypeOf(ref reader);
        else if (reader.ValueTextEquals("id"u8))
            frame.Id = NumberOf(ref reader) ?? 0;
        else if (reader.ValueTextEquals("length"u8))
            frame.Length = LengthOf(ref reader, maxBodyBytes);
        else if (reader.ValueTextEquals("stage"u8))
            (frame.Stage, seen.Stage) = (TextOf(ref reader, frame.Stage), true);
        else if (reader.ValueTextEquals("phase"u8))
            (frame.Phase, seen.Phase) = (TextOf(ref reader, frame.Phase), true);
        else if (reader.ValueTextEquals("context"u8))
            frame.ContextPlace = PlaceOf(ref reader);
        else if (reader.ValueTextEquals("deadline"u8))
            frame.DeadlineUnixMs = NumberOf(ref reader);
        else if (reader.ValueTextEquals("cancelAt"u8))
            frame.CancelAtUnixMs = NumberOf(ref reader);
        else if (reader.ValueTextEquals("idleMs"u8))
            frame.IdleMs = NumberOf(ref reader);
        else if (reader.ValueTextEquals("contentType"u8))
            (frame.ContentType, seen.ContentType) = (TextOf(ref reader, frame.ContentType), true);
        else
            ReadRareMember(ref reader, frame);
    }

    private static void ReadRareMember(ref Utf8JsonReader reader, HostFrame frame)
    {
        if (reader.ValueTextEquals("token"u8))
            frame.TokenPlace = PlaceOf(ref reader);
        else if (reader.ValueTextEquals("stages"u8))
            frame.StagesPlace = PlaceOf(ref reader);
        else if (reader.ValueTextEquals("function"u8))
            frame.FunctionPlace = PlaceOf(ref reader);
        else if (reader.ValueTextEquals("graceMs"u8))
            frame.GraceMs = NumberOf(ref reader) ?? 0;
        else if (reader.ValueTextEquals("versions"u8))
            frame.OffersVersion1 = HasOne(ref reader);
        else if (reader.ValueTextEquals("limits"u8))
            frame.PayloadBytes = PayloadBytesOf(ref reader);
        else
            reader.Skip();
    }

    private static HostFrameType TypeOf(ref Utf8JsonReader reader)
    {
        _ = reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return HostFrameType.Unknown;
        }

        if (reader.ValueTextEquals("invoke"u8))
            return HostFrameType.Invoke;
        if (reader.ValueTextEquals("ping"u8))
            return HostFrameType.Ping;
        if (reader.ValueTextEquals("shutdown"u8))
            return HostFrameType.Shutdown;
        return reader.ValueTextEquals("hello"u8) ? HostFrameType.Hello : HostFrameType.Unknown;
    }

    private static int LengthOf(ref Utf8JsonReader reader, int maxBodyBytes)
    {
        _ = reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var length) && length >= 0 && length <= maxBodyBytes)
            return length;
        throw new ChannelBrokenException($"the length of a body is not an integer from 0 to {maxBodyBytes}");
    }

    private static long? NumberOf(ref Utf8JsonReader reader)
    {
        _ = reader.Read();
        if (reader.TokenType == JsonTokenType.Number)
            return JsonMembers.Whole(ref reader);
        reader.Skip();
        return null;
    }

    private static string? TextOf(ref Utf8JsonReader reader, string? previous)
    {
        _ = reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return previous is not null && reader.ValueTextEquals(previous) ? previous : reader.GetString();
        reader.Skip();
        return null;
    }

    private static (int Start, int Length) PlaceOf(ref Utf8JsonReader reader)
    {
        _ = reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return (start, (int)reader.BytesConsumed - start);
    }

    private static bool HasOne(ref Utf8JsonReader reader)
    {
        _ = reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return false;
        }

        var found = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            found |= reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var version) && version == 1;
            reader.Skip();
        }

        return found;
    }

    private static int PayloadBytesOf(ref Utf8JsonReader reader)
    {
        _ = reader.Read();
        var found = 0;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return found;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals("payloadBytes"u8);
            var value = NumberOf(ref reader);
            if (isIt && value is >= 0 and <= int.MaxValue)
                found = (int)value;
        }

        return found;
    }

    /// <summary>Texts that the frame kept from the one before, and that this header does not have.</summary>
    private struct Seen
    {
        internal bool Stage;
        internal bool Phase;
        internal bool ContentType;

        internal readonly void Forget(HostFrame frame)
        {
            frame.Stage = Stage ? frame.Stage : null;
            frame.Phase = Phase ? frame.Phase : null;
            frame.ContentType = ContentType ? frame.ContentType : null;
        }
    }
}
