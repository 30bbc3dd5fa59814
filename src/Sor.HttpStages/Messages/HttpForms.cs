using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sor.HttpStages.Messages;

/// <summary>What requests and responses have in common: content types of their forms, and how they are written.</summary>
internal static class HttpForms
{
    internal const string Response = "application/vnd.sor.http-response+json";
    internal const string Request = "application/vnd.sor.http-request+json";

    // As deep as events are recognised.
    private const int Depth = 512;

    internal static JsonReaderOptions Reading { get; } = new() { MaxDepth = Depth };

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
}
