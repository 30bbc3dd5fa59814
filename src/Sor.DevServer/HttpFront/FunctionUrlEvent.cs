using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Sor.DevServer.Functions;

namespace Sor.DevServer.HttpFront;

/// <summary>Writes an HTTP request as the event of a function URL (payload format 2.0).</summary>
internal static class FunctionUrlEvent
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="request">The request.</param>
    /// <param name="target">Its target as on the wire.</param>
    /// <param name="body">Its body, read.</param>
    /// <param name="requestId">Id of the invocation.</param>
    /// <param name="functionName">Becomes the first label of the domain.</param>
    /// <param name="now">Time of the request.</param>
    public static byte[] Write(
        HttpRequest request, string target, ReadOnlyMemory<byte> body, string requestId, string functionName, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>(1024 + body.Length);
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            var query = target.IndexOf('?', StringComparison.Ordinal);
            json.WriteStartObject();
            json.WriteString("version", "2.0");
            json.WriteString("routeKey", "$default");
            json.WriteString("rawPath", query < 0 ? target : target[..query]);
            json.WriteString("rawQueryString", query < 0 ? "" : target[(query + 1)..]);
            WriteCookies(json, request);
            WriteHeaders(json, request.Headers);
            WriteQuery(json, request.Query);
            WriteContext(json, request, requestId, functionName, now);
            WriteBody(json, request, body);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    // The one event kind that gives cookies twice: as an array and as the header that they came in.
    private static void WriteCookies(Utf8JsonWriter json, HttpRequest request)
    {
        var cookies = request.Headers.Cookie
            .SelectMany(header => (header ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        if (cookies.Count == 0)
            return;
        json.WriteStartArray("cookies");
        foreach (var cookie in cookies)
            json.WriteStringValue(cookie);
        json.WriteEndArray();
    }

    private static void WriteHeaders(Utf8JsonWriter json, IHeaderDictionary headers)
    {
        json.WriteStartObject("headers");
        foreach (var (name, values) in headers)
            json.WriteString(name.ToLowerInvariant(), name.Equals("cookie", StringComparison.OrdinalIgnoreCase) ? string.Join("; ", values.ToArray()) : Joined(values));
        json.WriteEndObject();
    }

    private static void WriteQuery(Utf8JsonWriter json, IQueryCollection query)
    {
        if (query.Count == 0)
            return;
        json.WriteStartObject("queryStringParameters");
        foreach (var (name, values) in query)
            json.WriteString(name, Joined(values));
        json.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter json, HttpRequest request, string requestId, string functionName, DateTimeOffset now)
    {
        json.WriteStartObject("requestContext");
        json.WriteString("accountId", "anonymous");
        json.WriteString("apiId", functionName);
        json.WriteString("domainName", $"{functionName}.lambda-url.{FunctionIdentity.Region}.on.aws");
        json.WriteString("domainPrefix", functionName);
        json.WriteStartObject("http");
        json.WriteString("method", request.Method);
        json.WriteString("path", request.Path.Value);
        json.WriteString("protocol", request.Protocol);
        json.WriteString("sourceIp", request.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "127.0.0.1");
        json.WriteString("userAgent", request.Headers.UserAgent.ToString());
        json.WriteEndObject();
        json.WriteString("requestId", requestId);
        json.WriteString("routeKey", "$default");
        json.WriteString("stage", "$default");
        json.WriteString("time", now.UtcDateTime.ToString("dd'/'MMM'/'yyyy':'HH':'mm':'ss' +0000'", CultureInfo.InvariantCulture));
        json.WriteNumber("timeEpoch", now.ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter json, HttpRequest request, ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            json.WriteBoolean("isBase64Encoded", false);
            return;
        }

        var isText = TextMediaTypes.IsText(request.ContentType, request.Headers.ContentEncoding) && IsUtf8(body.Span);
        if (isText)
            json.WriteString("body", body.Span);
        else
            json.WriteBase64String("body", body.Span);
        json.WriteBoolean("isBase64Encoded", !isText);
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes);

    private static string Joined(StringValues values) => string.Join(',', values.ToArray());
}
