using System.Globalization;
using System.Text;

namespace Sor.RuntimeApi;

/// <summary>An event as <c>next</c> delivered it. Absent and empty headers are the same: null.</summary>
public sealed record ApiEvent
{
    public required string RequestId { get; init; }

    public string? InvocationId { get; init; }

    /// <summary>Unix milliseconds; null when the platform named none or nothing readable.</summary>
    public long? DeadlineUnixMs { get; init; }

    public string? FunctionArn { get; init; }

    public string? TraceId { get; init; }

    public string? ClientContext { get; init; }

    public string? CognitoIdentity { get; init; }

    public string? TenantId { get; init; }

    public required string ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    internal static ApiEvent Read(HttpResponseReader response)
    {
        var requestId = Text(response.Header("lambda-runtime-aws-request-id"u8))
            ?? throw new RuntimeApiException("the Lambda Runtime API delivered an event without the header Lambda-Runtime-Aws-Request-Id");
        return new ApiEvent
        {
            RequestId = requestId,
            InvocationId = Text(response.Header("lambda-runtime-invocation-id"u8)),
            DeadlineUnixMs = long.TryParse(response.Header("lambda-runtime-deadline-ms"u8), NumberStyles.None, CultureInfo.InvariantCulture, out var deadline) ? deadline : null,
            FunctionArn = Text(response.Header("lambda-runtime-invoked-function-arn"u8)),
            TraceId = Text(response.Header("lambda-runtime-trace-id"u8)),
            ClientContext = Text(response.Header("lambda-runtime-client-context"u8)),
            CognitoIdentity = Text(response.Header("lambda-runtime-cognito-identity"u8)),
            TenantId = Text(response.Header("lambda-runtime-aws-tenant-id"u8)),
            ContentType = ContentTypeOf(response.Header("content-type"u8)),
            Body = response.Body,
        };
    }

    private static string ContentTypeOf(ReadOnlySpan<byte> header) =>
        header.SequenceEqual("application/json"u8) ? ContentTypes.Json : Text(header) ?? ContentTypes.Json;

    private static string? Text(ReadOnlySpan<byte> value) => value.IsEmpty ? null : Encoding.UTF8.GetString(value);
}
