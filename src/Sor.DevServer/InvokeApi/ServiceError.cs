using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Sor.DevServer.InvokeApi;

/// <summary>An error of the service itself, in the form that SDKs turn into their exceptions.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Exception">Full name of the exception.</param>
/// <param name="Message">For the caller.</param>
/// <param name="Reason">Why a call was throttled; null otherwise.</param>
internal sealed record ServiceError(int Status, string Exception, string Message, string? Reason = null)
{
    public static ServiceError FunctionNotFound(FunctionReference function) =>
        new(404, "ResourceNotFoundException", $"Function not found: {function.Arn}");

    public static ServiceError NotPlayed(string method, string path) =>
        new(404, "UnknownOperationException", $"sor dev does not play {method} {path}");

    public static ServiceError NotJson(string detail) =>
        new(400, "InvalidRequestContentException", $"Could not parse request body into json: {detail}");

    public static ServiceError BadParameter(string message) => new(400, "InvalidParameterValueException", message);

    public static ServiceError TooLarge(int limitBytes) =>
        new(413, "RequestTooLargeException", $"Request must be smaller than {limitBytes} bytes for the InvokeFunction operation");

    public static ServiceError Throttled { get; } =
        new(429, "TooManyRequestsException", "Rate Exceeded.", "ConcurrentInvocationLimitExceeded");

    public static ServiceError Unavailable(string message) => new(502, "InvalidRuntimeException", message);

    public static ServiceError Internal { get; } = new(500, "ServiceException", "sor dev failed: this is a fault of its own, please report it");

    public async Task WriteAsync(HttpContext context)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("Type", Status >= 500 ? "Service" : "User");
            if (Reason is not null)
                json.WriteString(nameof(Reason), Reason);

            // The service spells the member differently from exception to exception, and SDKs read either.
            json.WriteString(nameof(Message), Message);
            json.WriteString("message", Message);
            json.WriteEndObject();
        }

        var response = context.Response;
        response.StatusCode = Status;
        response.Headers["X-Amzn-ErrorType"] = Exception;
        if (Status == 429)
            response.Headers.RetryAfter = "1";
        response.ContentType = "application/json";
        response.ContentLength = buffer.WrittenCount;
        _ = await response.BodyWriter.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }
}
