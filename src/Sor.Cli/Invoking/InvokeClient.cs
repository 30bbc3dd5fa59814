using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Sor.Cli.Invoking;

/// <summary>Calls a function through the Lambda Invoke API.</summary>
internal static class InvokeClient
{
    // Longer than the longest time-out of a function: the server ends the wait, not we.
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(20);

    // The name by which a local emulator answers for whichever function it serves.
    private const string AnyFunction = "function";

    /// <summary>Throws <see cref="HttpRequestException"/> when nothing answers.</summary>
    public static async Task<InvokeAnswer> CallAsync(Uri endpoint, InvokeOptions options, byte[] payload, CancellationToken cancelled)
    {
        using var client = new HttpClient { Timeout = s_limit };
        var name = Uri.EscapeDataString(options.Name ?? AnyFunction);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{endpoint.GetLeftPart(UriPartial.Authority)}/2015-03-31/functions/{name}/invocations");
        request.Headers.Add("X-Amz-Invocation-Type", options.Type);
        if (options.WantsLog)
            request.Headers.Add("X-Amz-Log-Type", "Tail");
        request.Content = new ByteArrayContent(payload);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await client.SendAsync(request, cancelled);
        var body = await response.Content.ReadAsByteArrayAsync(cancelled);
        var refusal = response.IsSuccessStatusCode ? null : Header(response, "X-Amzn-ErrorType") ?? $"HTTP {(int)response.StatusCode}";
        return new InvokeAnswer
        {
            Status = (int)response.StatusCode,
            RequestId = Header(response, "x-amzn-RequestId") ?? "",
            Payload = refusal is null ? body : [],
            FunctionError = Header(response, "X-Amz-Function-Error"),
            Refusal = refusal,
            RefusalMessage = refusal is null ? null : MessageOf(body),
            Log = Header(response, "X-Amz-Log-Result") is { } log ? Encoding.UTF8.GetString(Convert.FromBase64String(log)) : null,
        };
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.First() : null;

    private static string MessageOf(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String
                ? message.GetString()!
                : Encoding.UTF8.GetString(body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Encoding.UTF8.GetString(body);
        }
    }
}
