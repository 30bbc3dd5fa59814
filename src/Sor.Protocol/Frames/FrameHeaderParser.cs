using System.Text.Json;
using System.Text.Unicode;

namespace Sor.Protocol;

/// <summary>
/// Parses one header line, strictly: one object, valid UTF-8, no key twice, members of the types that the specification names.
/// </summary>
internal static class FrameHeaderParser
{
    private const int MaxUnknownMembers = 64;

    [Flags]
    private enum Member
    {
        None = 0,
        Type = 1,
        Id = 2,
        Length = 4,
        ContentType = 8,
        ErrorType = 16,
        ErrorMessage = 32,
        StackTrace = 64,
        Retry = 128,
        Version = 256,
        Concurrency = 512,
        Level = 1024,
        Message = 2048,
        Last = 4096,
        Fields = 8192,
    }

    /// <summary>Fills <paramref name="header"/>; null, or what is wrong with the line.</summary>
    internal static string? Parse(ReadOnlyMemory<byte> line, FrameHeader header, int maxBodyBytes)
    {
        header.Reset(line);
        if (!Utf8.IsValid(line.Span))
            return "a header is not UTF-8";
        try
        {
            var reader = new Utf8JsonReader(line.Span);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return "a header is not a JSON object";
            var seen = Member.None;
            List<string>? unknown = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var member = MemberOf(ref reader);
                if (member == Member.None)
                {
                    var name = reader.GetString()!;
                    unknown ??= [];
                    if (unknown.Exists(other => other == name))
                        return $"a header has the key \"{name}\" twice";
                    if (unknown.Count == MaxUnknownMembers)
                        return $"a header has more than {MaxUnknownMembers} unknown members";
                    unknown.Add(name);
                    _ = reader.Read();
                    reader.Skip();
                    continue;
                }

                var key = reader;
                if ((seen & member) != 0)
                    return $"a header has the key \"{key.GetString()}\" twice";
                seen |= member;
                _ = reader.Read();
                if (!ReadMember(ref reader, member, header, maxBodyBytes))
                    return $"a header's \"{key.GetString()}\" is not what it must be";
            }

            if (reader.Read())
                return "a header is more than one JSON object";
            return (seen & Member.Type) == 0 ? "a header has no type" : null;
        }
        catch (JsonException)
        {
            return "a header is not JSON";
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate in an escape: JSON, but no text.
            return "a header holds text that is not Unicode";
        }
    }

    private static Member MemberOf(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("type"u8))
            return Member.Type;
        if (reader.ValueTextEquals("id"u8))
            return Member.Id;
        if (reader.ValueTextEquals("length"u8))
            return Member.Length;
        if (reader.ValueTextEquals("contentType"u8))
            return Member.ContentType;
        if (reader.ValueTextEquals("errorType"u8))
            return Member.ErrorType;
        if (reader.ValueTextEquals("errorMessage"u8))
            return Member.ErrorMessage;
        if (reader.ValueTextEquals("stackTrace"u8))
            return Member.StackTrace;
        if (reader.ValueTextEquals("retry"u8))
            return Member.Retry;
        if (reader.ValueTextEquals("version"u8))
            return Member.Version;
        if (reader.ValueTextEquals("concurrency"u8))
            return Member.Concurrency;
        if (reader.ValueTextEquals("last"u8))
            return Member.Last;
        if (reader.ValueTextEquals("level"u8))
            return Member.Level;
        if (reader.ValueTextEquals("fields"u8))
            return Member.Fields;
        return reader.ValueTextEquals("message"u8) ? Member.Message : Member.None;
    }

    private static bool ReadMember(ref Utf8JsonReader reader, Member member, FrameHeader header, int maxBodyBytes)
    {
        switch (member)
        {
            case Member.Type:
                if (reader.TokenType != JsonTokenType.String)
                    return false;
                header.Type = TypeOf(ref reader);
                return true;
            case Member.Id:
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var id) || id < 0)
                    return false;
                header.Id = id;
                return true;
            case Member.Length:
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var length) || length < 0 || length > maxBodyBytes)
                    return false;
                header.Length = length;
                return true;
            case Member.Version:
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var version))
                    return false;
                header.Version = version;
                return true;
            case Member.Concurrency:
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var concurrency) || concurrency < 1)
                    return false;
                header.Concurrency = concurrency;
                return true;
            case Member.Retry:
                header.Retry = reader.TokenType == JsonTokenType.True;
                reader.Skip();
                return true;
            case Member.Last:
                header.IsLast = reader.TokenType == JsonTokenType.True;
                reader.Skip();
                return true;
            case Member.Fields:
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                header.Fields = header.Line[start..(int)reader.BytesConsumed];
                return true;
            case Member.StackTrace:
                header.StackTrace = ReadLines(ref reader);
                return true;
            default:
                var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                reader.Skip();
                SetText(header, member, text);
                return true;
        }
    }

    private static void SetText(FrameHeader header, Member member, string? text)
    {
        switch (member)
        {
            case Member.ContentType:
                header.ContentType = text;
                break;
            case Member.ErrorType:
                header.ErrorType = text;
                break;
            case Member.ErrorMessage:
                header.ErrorMessage = text;
                break;
            case Member.Level:
                header.Level = text;
                break;
            default:
                header.Message = text;
                break;
        }
    }

    private static FrameType TypeOf(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("result"u8))
            return FrameType.Result;
        if (reader.ValueTextEquals("note"u8))
            return FrameType.Note;
        if (reader.ValueTextEquals("reply"u8))
            return FrameType.Reply;
        if (reader.ValueTextEquals("error"u8))
            return FrameType.Error;
        if (reader.ValueTextEquals("log"u8))
            return FrameType.Log;
        if (reader.ValueTextEquals("ready"u8))
            return FrameType.Ready;
        return reader.ValueTextEquals("pong"u8) ? FrameType.Pong : FrameType.Unknown;
    }

    private static List<string> ReadLines(ref Utf8JsonReader reader)
    {
        var lines = new List<string>();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return lines;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
                lines.Add(reader.GetString()!);
            else
                reader.Skip();
        }

        return lines;
    }
}
