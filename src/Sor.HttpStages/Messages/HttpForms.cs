using System.Text.Encodings.Web;
using System.Text.Json;
using Sor.Events;

namespace Sor.HttpStages.Messages;

/// <summary>What requests and responses have in common: content types of their forms, and how they are written.</summary>
internal static class HttpForms
{
    internal const string Response = "application/vnd.sor.http-response+json";
    internal const string Request = "application/vnd.sor.http-request+json";

    /// <summary>As deep as events are recognised.</summary>
    internal static JsonReaderOptions Reading { get; } = new() { MaxDepth = EventDocument.MaxDepth };

    /// <summary>Letters stay as they are: a message is no part of a page.</summary>
    internal static JsonWriterOptions Writing { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes headers as a list of pairs.</summary>
    internal static void Write(Utf8JsonWriter json, HeaderList headers)
    {
        json.WriteStartArray();
        foreach (var line in headers.Lines)
        {
            json.WriteStartArray();
            json.WriteStringValue(line.Name);
            json.WriteStringValue(line.Value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>Reads a list of pairs; false where something else stands here.</summary>
    internal static bool TryRead(ref Utf8JsonReader json, HeaderList headers)
    {
        if (json.TokenType != JsonTokenType.StartArray)
            return false;
        while (json.Read() && json.TokenType == JsonTokenType.StartArray)
        {
            if (Text(ref json) is not { } name || Text(ref json) is not { } value || !json.Read() || json.TokenType != JsonTokenType.EndArray)
                return false;
            headers.Read(name, value);
        }

        return json.TokenType == JsonTokenType.EndArray;
    }

    private static string? Text(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.String ? json.GetString() : null;
}
