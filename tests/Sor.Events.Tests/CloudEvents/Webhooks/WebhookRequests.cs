using System.Text;
using System.Text.Json;
using Sor.Events.CloudEvents;

namespace Sor.Events.Tests.CloudEvents.Webhooks;

/// <summary>Makes requests as platforms deliver them, and converts them.</summary>
internal static class WebhookRequests
{
    /// <summary>The time of all requests that have one.</summary>
    public const string Now = "2023-11-14T22:13:20.123Z";

    /// <summary>A POST request at an HTTP API.</summary>
    public static string Request(string body, params (string Name, string Value)[] headers) => HttpApi("POST", body, headers);

    public static string HttpApi(string method, string body, params (string Name, string Value)[] headers) =>
        $$$"""{"version":"2.0","rawPath":"/hook","rawQueryString":"","headers":{{{Headers(headers)}}},"requestContext":{"http":{"method":"{{{method}}}"},"domainName":"h.example","requestId":"q","timeEpoch":1700000000123},"body":{{{Text(body)}}},"isBase64Encoded":false}""";

    /// <summary>The same request by every platform.</summary>
    public static string[] OfAll(string body, params (string Name, string Value)[] headers)
    {
        var (single, base64) = (Headers(headers), Convert.ToBase64String(Encoding.UTF8.GetBytes(body)));
        var lists = string.Join(',', headers.Select(header => $"{Text(header.Name.ToUpperInvariant())}:[{Text(header.Value)}]"));
        var objects = string.Join(',', headers.Select(header => $$"""{{Text(header.Name)}}:[{"key":{{Text(header.Name)}},"value":{{Text(header.Value)}}}]"""));
        return
        [
            Request(body, headers),
            $$$"""{"version":"2.0","rawPath":"/","headers":{{{single}}},"requestContext":{"http":{"method":"POST"},"domainName":"u.lambda-url.r.on.aws","requestId":"q","timeEpoch":1700000000123},"body":"{{{base64}}}","isBase64Encoded":true}""",
            $$$"""{"path":"/hook","httpMethod":"POST","headers":{},"multiValueHeaders":{{{{lists}}}},"requestContext":{"requestId":"q","requestTimeEpoch":1700000000123},"body":{{{Text(body)}}},"isBase64Encoded":false}""",
            $$$"""{"requestContext":{"elb":{"targetGroupArn":"arn:a"}},"path":"/hook","httpMethod":"POST","headers":{{{single}}},"body":{{{Text(body)}}},"isBase64Encoded":false}""",
            $$$"""{"raw_path":"/hook","method":"POST","headers":{{{single}}},"body":{{{Text(body)}}},"is_base64_encoded":false}""",
            $$$"""{"version":"2.0","path":"/hook","method":"POST","headers":{{{{lists}}}},"requestContext":{"serviceArn":"arn:s","timeEpoch":"1700000000123000"},"body":"{{{base64}}}","isBase64Encoded":true}""",
            $$$"""{"Records":[{"cf":{"config":{"distributionId":"D","requestId":"q"},"request":{"headers":{{{{objects}}}},"method":"POST","uri":"/","body":{"data":"{{{base64}}}","encoding":"base64"} } } } ]}""",
        ];
    }

    public static JsonElement Only(string request, CloudEventMode mode = CloudEventMode.Record) => Assert.Single(Converter.Convert(request, mode));

    /// <summary>An attribute; null when there is none.</summary>
    public static string? Get(this JsonElement cloudEvent, string name) => cloudEvent.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>Attributes in the order id, type, source, subject, time.</summary>
    public static string?[] Attributes(this JsonElement cloudEvent) => [cloudEvent.Get("id"), cloudEvent.Get("type"), cloudEvent.Get("source"), cloudEvent.Get("subject"), cloudEvent.Get("time")];

    private static string Headers((string Name, string Value)[] headers) => $"{{{string.Join(',', headers.Select(header => $"{Text(header.Name)}:{Text(header.Value)}"))}}}";

    private static string Text(string text) => JsonSerializer.Serialize(text);
}
