using System.Buffers;
using System.Globalization;
using System.Text;
using Sor.IO;

namespace Sor.RuntimeApi;

/// <summary>
/// The runtime's side of the Lambda Runtime API, version 2018-06-01: one connection, one request at a time.
/// </summary>
public sealed class RuntimeApiClient : IDisposable
{
    private const string Base = "/2018-06-01/runtime/";
    private const string UserAgent = "sor/0.1";

    private readonly ApiExchange _exchange;
    private readonly byte[] _nextRequest;
    private readonly byte[] _commonHeaders;
    private readonly ArrayBufferWriter<byte> _head = new(1024);
    private readonly InvocationBuffers _answers = new();

    public RuntimeApiClient(EventLoop loop, RuntimeApiEndpoint endpoint)
    {
        _exchange = new ApiExchange(loop, endpoint);
        _nextRequest = Encoding.ASCII.GetBytes($"GET {Base}invocation/next HTTP/1.1\r\nHost: {endpoint.Authority}\r\nUser-Agent: {UserAgent}\r\n\r\n");
        _commonHeaders = Encoding.ASCII.GetBytes($" HTTP/1.1\r\nHost: {endpoint.Authority}\r\nUser-Agent: {UserAgent}\r\n");
    }

    /// <summary>Connects ahead of the first request. Throws <see cref="RuntimeApiException"/>.</summary>
    public void Connect() => _exchange.Connect();

    /// <summary>
    /// Waits for the next event, for hours if need be. The event's bytes are rented from the buffers given.
    /// Throws <see cref="RuntimeApiException"/> when the platform refuses or cannot be understood.
    /// </summary>
    public async ValueTask<ApiEvent> NextAsync(InvocationBuffers buffers)
    {
        await _exchange.SendAsync(_nextRequest, default, buffers);
        var response = _exchange.Response;
        return response.Status == 200
            ? ApiEvent.Read(response)
            : throw new RuntimeApiException($"the Lambda Runtime API answered {response.Status.ToString(CultureInfo.InvariantCulture)} to a request for the next event: {AnswerText()}");
    }

    /// <summary>Posts the handler's result.</summary>
    public ValueTask<ApiAnswer> PostResponseAsync(string requestId, string? invocationId, string contentType, ReadOnlyMemory<byte> body)
    {
        BeginPost("invocation/"u8, requestId, "/response"u8, contentType);
        WriteHeader("Lambda-Runtime-Invocation-Id: "u8, invocationId);
        return PostAsync(body);
    }

    /// <summary>Posts a failure in place of the result.</summary>
    /// <param name="requestId">Id of the event.</param>
    /// <param name="invocationId">Delivery id, echoed when the platform gave one.</param>
    /// <param name="errorType">Category for the platform's own logs, <c>Runtime.Reason</c> or <c>Function.Reason</c>.</param>
    /// <param name="body">Error JSON.</param>
    public ValueTask<ApiAnswer> PostErrorAsync(string requestId, string? invocationId, string errorType, ReadOnlyMemory<byte> body)
    {
        BeginPost("invocation/"u8, requestId, "/error"u8, ContentTypes.Json);
        WriteHeader("Lambda-Runtime-Invocation-Id: "u8, invocationId);
        WriteHeader("Lambda-Runtime-Function-Error-Type: "u8, errorType);
        return PostAsync(body);
    }

    /// <summary>Reports that the runtime could not start; the process must exit with a status other than 0 afterwards.</summary>
    public ValueTask<ApiAnswer> PostInitErrorAsync(string errorType, ReadOnlyMemory<byte> body)
    {
        BeginPost("init/error"u8, null, default, ContentTypes.Json);
        WriteHeader("Lambda-Runtime-Function-Error-Type: "u8, errorType);
        return PostAsync(body);
    }

    public void Dispose() => _exchange.Dispose();

    private async ValueTask<ApiAnswer> PostAsync(ReadOnlyMemory<byte> body)
    {
        Write("Content-Length: "u8);
        var digits = _head.GetSpan(16);
        _ = body.Length.TryFormat(digits, out var count, default, CultureInfo.InvariantCulture);
        _head.Advance(count);
        Write("\r\n\r\n"u8);
        try
        {
            await _exchange.SendAsync(_head.WrittenMemory, body, _answers);
            var status = _exchange.Response.Status;
            return new ApiAnswer(status, status == 202 ? null : AnswerText());
        }
        finally
        {
            _answers.Release();
        }
    }

    private void BeginPost(ReadOnlySpan<byte> before, string? requestId, ReadOnlySpan<byte> after, string contentType)
    {
        _head.ResetWrittenCount();
        Write("POST "u8);
        Write(Encoding.ASCII.GetBytes(Base));
        Write(before);
        if (requestId is not null)
            WriteEscaped(requestId);
        Write(after);
        Write(_commonHeaders);
        WriteHeader("Content-Type: "u8, contentType);
    }

    /// <summary>Writes a header unless its value is empty or could break out of its line.</summary>
    private void WriteHeader(ReadOnlySpan<byte> nameAndColon, string? value)
    {
        if (string.IsNullOrEmpty(value) || value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return;
        Write(nameAndColon);
        var span = _head.GetSpan(value.Length);
        _head.Advance(Encoding.ASCII.GetBytes(value, span));
        Write("\r\n"u8);
    }

    /// <summary>Ids are opaque, callers may choose them: everything but unreserved characters is percent-encoded.</summary>
    private void WriteEscaped(string id)
    {
        var text = id.AsSpan().ContainsAnyExcept(s_unreserved) ? Uri.EscapeDataString(id) : id;
        var span = _head.GetSpan(text.Length);
        _head.Advance(Encoding.ASCII.GetBytes(text, span));
    }

    private static readonly SearchValues<char> s_unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    private void Write(ReadOnlySpan<byte> bytes) => _head.Write(bytes);

    private string AnswerText() => Encoding.UTF8.GetString(_exchange.Response.Body.Span[..Math.Min(500, _exchange.Response.Body.Length)]);
}
