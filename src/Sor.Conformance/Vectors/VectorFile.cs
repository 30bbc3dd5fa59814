using System.Text;
using System.Text.Json;

namespace Sor.Conformance.Vectors;

/// <summary>The published files of <c>spec/vectors/middleware</c>, which travel inside this library.</summary>
internal static class VectorFile
{
    public static JsonDocument Open(string name)
    {
        using var stream = typeof(VectorFile).Assembly.GetManifestResourceStream(name)!;
        return JsonDocument.Parse(stream);
    }

    /// <summary>Bytes written as parts: <c>text</c>, <c>hex</c> or <c>base64</c>, each with <c>times</c>.</summary>
    public static byte[] Bytes(JsonElement parts)
    {
        using var bytes = new MemoryStream();
        foreach (var part in parts.EnumerateArray())
        {
            var piece = Piece(part);
            var times = part.TryGetProperty("times", out var count) ? count.GetInt32() : 1;
            for (var i = 0; i < times; i++)
                bytes.Write(piece);
        }

        return bytes.ToArray();
    }

    public static string? Text(this JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>A value without blanks between its parts, as a host writes it.</summary>
    public static string Compact(this JsonElement value)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            value.WriteTo(json);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Input of a package's vector: a text, or an object with <c>base64</c>.</summary>
    public static byte[] Input(JsonElement input) =>
        input.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(input.GetString()!) : Piece(input);

    private static byte[] Piece(JsonElement part)
    {
        if (part.Text("hex") is { } hex)
            return Convert.FromHexString(hex);
        return part.Text("base64") is { } base64 ? Convert.FromBase64String(base64) : Encoding.UTF8.GetBytes(part.GetProperty("text").GetString()!);
    }
}
