using System.Text;
using System.Text.Json;

namespace Sor.Triggers.Lambda;

/// <summary>Checks JSON texts that come in headers and are handed on as they are.</summary>
internal static class JsonText
{
    /// <summary>True for null, and for exactly one JSON value.</summary>
    internal static bool IsValid(string? text)
    {
        if (text is null)
            return true;
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            if (!reader.Read())
                return false;
            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
