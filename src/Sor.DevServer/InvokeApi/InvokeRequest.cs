using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Sor.DevServer.Hosting;

namespace Sor.DevServer.InvokeApi;

internal enum InvocationType
{
    RequestResponse,
    Event,
    DryRun,
}

/// <summary>A checked Invoke request.</summary>
internal sealed record InvokeRequest
{
    /// <summary>Largest payload of a call that waits for its answer.</summary>
    public const int SyncLimitBytes = 6 * 1024 * 1024;

    private const int AsyncLimitBytes = 1024 * 1024;
    private const int ClientContextLimit = 3583;
    private const int TenantLimit = 256;

    private static readonly SearchValues<char> s_tenantCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:/=+-@ ");

    public required InvocationType Type { get; init; }

    public required ReadOnlyMemory<byte> Payload { get; init; }

    public required bool WantsLog { get; init; }

    public string? ClientContext { get; init; }

    public string? TenantId { get; init; }

    public string? TraceId { get; init; }

    /// <summary>Reads and checks headers and body; exactly one of the two is not null.</summary>
    public static async Task<(InvokeRequest? Request, ServiceError? Error)> ReadAsync(HttpRequest request)
    {
        if (!TryReadType(request.Headers["X-Amz-Invocation-Type"], out var type))
            return (null, ServiceError.BadParameter("X-Amz-Invocation-Type must be RequestResponse, Event or DryRun"));
        var logType = (string?)request.Headers["X-Amz-Log-Type"];
        if (logType is not (null or "" or "None" or "Tail"))
            return (null, ServiceError.BadParameter("X-Amz-Log-Type must be None or Tail"));
        if (!TryReadClientContext(request.Headers["X-Amz-Client-Context"], out var clientContext))
            return (null, new ServiceError(400, "InvalidRequestContentException", "Client context must be a valid Base64-encoded JSON object."));
        var tenant = (string?)request.Headers["X-Amz-Tenant-Id"];
        if (tenant is not null && (tenant.Length is 0 or > TenantLimit || tenant.AsSpan().ContainsAnyExcept(s_tenantCharacters)))
            return (null, ServiceError.BadParameter("X-Amz-Tenant-Id must be 1 to 256 letters, digits, blanks or any of ._:/=+-@"));

        var limit = type == InvocationType.Event ? AsyncLimitBytes : SyncLimitBytes;
        var body = await RequestBody.ReadAsync(request, limit);
        if (body.End == BodyEnd.TooLarge)
            return (null, ServiceError.TooLarge(limit));
        if (body.End == BodyEnd.Truncated)
            return (null, ServiceError.NotJson("the request ended before its declared end"));
        var payload = body.Bytes.IsEmpty ? "{}"u8.ToArray() : body.Bytes;
        if (JsonSyntax.FindProblem(payload.Span) is { } problem)
            return (null, ServiceError.NotJson(problem));
        return (new InvokeRequest
        {
            Type = type,
            Payload = payload,
            WantsLog = logType == "Tail" && type == InvocationType.RequestResponse,
            ClientContext = type == InvocationType.RequestResponse ? clientContext : null,
            TenantId = tenant,
            TraceId = request.Headers["X-Amzn-Trace-Id"],
        }, null);
    }

    private static bool TryReadType(string? value, out InvocationType type)
    {
        type = value switch
        {
            "Event" => InvocationType.Event,
            "DryRun" => InvocationType.DryRun,
            _ => InvocationType.RequestResponse,
        };
        return value is null or "" or "RequestResponse" or "Event" or "DryRun";
    }

    private static bool TryReadClientContext(string? encoded, out string? json)
    {
        json = null;
        if (string.IsNullOrEmpty(encoded))
            return true;
        var bytes = new byte[encoded.Length];
        if (encoded.Length > ClientContextLimit || !Convert.TryFromBase64String(encoded, bytes, out var size))
            return false;
        var text = bytes.AsSpan(0, size);
        if (JsonSyntax.FindProblem(text) is not null || text.TrimStart(" \t\r\n"u8)[0] != (byte)'{')
            return false;
        json = OneLine(text.ToArray());
        return true;
    }

    // It travels on in a header, where neither line ends nor bytes above ASCII may stand: written anew, escaped, they do not.
    private static string OneLine(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var buffer = new ArrayBufferWriter<byte>(json.Length);
        using (var writer = new Utf8JsonWriter(buffer))
            document.WriteTo(writer);
        return Encoding.ASCII.GetString(buffer.WrittenSpan);
    }
}
