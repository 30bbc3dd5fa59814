using System.Buffers;
using System.Text.Json;

namespace Sor;

/// <summary>
/// A failure as JSON: <c>{"errorType","errorMessage","stackTrace","stage","phase","class","retry"}</c>. The first three are
/// Lambda's own; its platform ignores the others.
/// </summary>
public static class FailureJson
{
    /// <summary>Writes a failure, the members of our own only when <paramref name="complete"/>.</summary>
    public static void Write(IBufferWriter<byte> output, Failure failure, bool complete)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("errorMessage"u8, failure.ErrorMessage);
        json.WriteString("errorType"u8, failure.ErrorType);
        json.WriteStartArray("stackTrace"u8);
        foreach (var line in failure.StackTrace)
            json.WriteStringValue(line);
        json.WriteEndArray();
        if (complete)
        {
            json.WriteString("stage"u8, failure.Stage);
            json.WriteString("phase"u8, PhaseNames.NameOf(failure.Phase));
            json.WriteString("class"u8, NameOf(failure.Class));
            json.WriteBoolean("retry"u8, failure.Retry);
        }

        json.WriteEndObject();
    }

    /// <summary>
    /// Reads what an <c>error</c> phase put out; members that are missing keep the values of <paramref name="original"/>.
    /// Null when it is not a JSON object.
    /// </summary>
    public static Failure? Read(ReadOnlySpan<byte> utf8, Failure original)
    {
        var reader = new Utf8JsonReader(utf8);
        var result = original;
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                result = ReadMember(ref reader, result);
            return reader.Read() ? null : result;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate in an escape, or bytes that are not UTF-8: JSON, but no text.
            return null;
        }
    }

    private static Failure ReadMember(ref Utf8JsonReader reader, Failure failure)
    {
        if (reader.ValueTextEquals("errorType"u8))
            return failure with { ErrorType = ReadText(ref reader) ?? failure.ErrorType };
        if (reader.ValueTextEquals("errorMessage"u8))
            return failure with { ErrorMessage = ReadText(ref reader) ?? failure.ErrorMessage };
        if (reader.ValueTextEquals("stackTrace"u8))
            return failure with { StackTrace = ReadLines(ref reader) };
        if (reader.ValueTextEquals("retry"u8))
        {
            _ = reader.Read();
            var retry = reader.TokenType == JsonTokenType.True;
            reader.Skip();
            return failure with { Retry = retry };
        }

        _ = reader.Read();
        reader.Skip();
        return failure;
    }

    private static string? ReadText(ref Utf8JsonReader reader)
    {
        _ = reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();
        reader.Skip();
        return null;
    }

    private static List<string> ReadLines(ref Utf8JsonReader reader)
    {
        var lines = new List<string>();
        _ = reader.Read();
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

    private static string NameOf(FailureClass failureClass) => failureClass switch
    {
        FailureClass.Input => "input",
        FailureClass.Stage => "stage",
        FailureClass.Handler => "handler",
        FailureClass.Timeout => "timeout",
        FailureClass.Overload => "overload",
        _ => "internal",
    };
}
