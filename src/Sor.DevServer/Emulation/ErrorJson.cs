using System.Text.Json;

namespace Sor.DevServer.Emulation;

/// <summary>Type and message out of an error body, which may be any bytes.</summary>
internal static class ErrorJson
{
    public static (string? Type, string? Message) Read(ReadOnlySpan<byte> body)
    {
        string? type = null;
        string? message = null;
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return default;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isType = reader.ValueTextEquals("errorType"u8);
                var isMessage = reader.ValueTextEquals("errorMessage"u8);
                _ = reader.Read();
                var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                reader.Skip();
                type = isType ? text : type;
                message = isMessage ? text : message;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or a string that is no UTF-8: then there is nothing to name.
        }

        return (type, message);
    }
}
