using System.Buffers;
using Sor.Events.Http.Replies;
using Sor.Events.Json;

namespace Sor.Events.Http;

/// <summary>
/// What stands before the body of a streamed response (of content type
/// <see cref="ContentType"/>): status and headers as JSON, then eight NUL bytes. The body follows raw, never as base64.
/// </summary>
public static class HttpPrelude
{
    /// <summary>The content type of a streamed response with a prelude.</summary>
    public const string ContentType = "application/vnd.awslambda.http-integration-response";

    /// <summary>The most that a prelude may have, in bytes with its end: API Gateway looks no further.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>Whether events of this kind can be answered with a stream.</summary>
    public static bool Takes(EventKind kind) => kind is EventKind.FunctionUrl or EventKind.RestV1;

    /// <summary>Appends the prelude with its end. It is to be sent at once, also when the body is empty.</summary>
    /// <exception cref="EventFormatException">It would be longer than the platform reads.</exception>
    /// <exception cref="ArgumentException">Events of this kind cannot be answered with a stream.</exception>
    public static void Write(HttpResponseView response, EventKind kind, IBufferWriter<byte> output)
    {
        if (!Takes(kind))
            throw new ArgumentException("cannot be answered with a stream", nameof(kind));
        var prelude = new ArrayBufferWriter<byte>(512);
        var json = new JsonOutput(prelude);
        json.Raw("{\"statusCode\":"u8);
        json.Number(response.StatusCode);
        if (kind == EventKind.RestV1)
        {
            json.Raw(",\"multiValueHeaders\":"u8);
            ReplyHeaders.Write(ref json, response.Headers, HeaderShape.Arrays, "application/octet-stream"u8);
        }
        else
        {
            json.Raw(",\"headers\":"u8);
            ReplyHeaders.Write(ref json, response.Headers, HeaderShape.JoinedWithoutCookies, "application/octet-stream"u8);
            json.Raw(",\"cookies\":"u8);
            ReplyHeaders.WriteCookies(ref json, response.Headers);
        }

        json.Raw("}\0\0\0\0\0\0\0\0"u8);
        json.Flush();
        if (prelude.WrittenCount > MaxBytes)
            throw new EventFormatException("/headers", $"are too large for a stream: status and headers may have {MaxBytes} bytes as JSON, these have {prelude.WrittenCount}");
        output.Write(prelude.WrittenSpan);
    }
}
