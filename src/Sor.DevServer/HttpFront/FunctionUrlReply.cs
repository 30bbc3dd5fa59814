using System.Text.Json;

namespace Sor.DevServer.HttpFront;

/// <summary>What a function's result is as an HTTP response: the rules of function URLs.</summary>
internal sealed record FunctionUrlReply
{
    public int Status { get; init; } = 200;

    /// <summary>In the function's order; never <c>Set-Cookie</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public IReadOnlyList<string> Cookies { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// An object with a numeric <c>statusCode</c> describes the response; any other JSON value is the body of a response
    /// 200. Null: it describes one that cannot be made.
    /// </summary>
    public static FunctionUrlReply? Read(ReadOnlyMemory<byte> result)
    {
        try
        {
            using var document = JsonDocument.Parse(result);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("statusCode", out var status))
                return Whole(result);
            if (status.ValueKind != JsonValueKind.Number || !status.TryGetInt32(out var code) || code is < 200 or > 599)
                return null;
            return new FunctionUrlReply
            {
                Status = code,
                Headers = ReadHeaders(root),
                Cookies = ReadCookies(root),
                Body = ReadBody(root),
            };
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static FunctionUrlReply Whole(ReadOnlyMemory<byte> result) => new()
    {
        Headers = [new("Content-Type", "application/json")],
        Body = result,
    };

    private static List<KeyValuePair<string, string>> ReadHeaders(JsonElement root)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (root.TryGetProperty("headers", out var map) && map.ValueKind == JsonValueKind.Object)
        {
            foreach (var header in map.EnumerateObject())
            {
                // Numbers and booleans are taken as they are written: frameworks send both.
                var text = header.Value.ValueKind == JsonValueKind.String ? header.Value.GetString()! : header.Value.GetRawText();
                headers.Add(new(header.Name, text));
            }
        }

        if (!headers.Any(header => header.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase)))
            headers.Add(new("Content-Type", "application/json"));
        return headers;
    }

    private static List<string> ReadCookies(JsonElement root) =>
        root.TryGetProperty("cookies", out var cookies) && cookies.ValueKind == JsonValueKind.Array
            ? [.. cookies.EnumerateArray().Select(cookie => cookie.GetString() ?? "")]
            : [];

    private static byte[] ReadBody(JsonElement root)
    {
        if (!root.TryGetProperty("body", out var body) || body.ValueKind == JsonValueKind.Null)
            return [];
        var isBase64 = root.TryGetProperty("isBase64Encoded", out var flag) && flag.ValueKind == JsonValueKind.True;
        return body.ValueKind == JsonValueKind.String && isBase64
            ? body.GetBytesFromBase64()
            : System.Text.Encoding.UTF8.GetBytes(body.ValueKind == JsonValueKind.String ? body.GetString()! : body.GetRawText());
    }
}
