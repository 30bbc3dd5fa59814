using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Sor.DevServer.Hosting;
using Sor.RuntimeApi.Server;

namespace Sor.DevServer.RuntimeApi;

/// <summary>Carries the HTTP calls of one <c>bootstrap</c> to its <see cref="RuntimeApiSession"/>, on a port of its own.</summary>
internal sealed class RuntimeApiHost : IAsyncDisposable
{
    // A runtime may compute for the longest time-out of Lambda, and wait for events for days, on one connection.
    private static readonly TimeSpan s_keepAlive = TimeSpan.FromDays(7);

    private readonly RuntimeApiSession _session;
    private LoopbackServer? _server;

    private RuntimeApiHost(RuntimeApiSession session) => _session = session;

    /// <summary>Value for <c>AWS_LAMBDA_RUNTIME_API</c>.</summary>
    public string Address => $"127.0.0.1:{_server!.Port}";

    public static async Task<RuntimeApiHost> StartAsync(RuntimeApiSession session)
    {
        var host = new RuntimeApiHost(session);
        host._server = await LoopbackServer.StartAnywhereAsync(host.HandleAsync, SetLimits);
        return host;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private static void SetLimits(KestrelServerLimits limits)
    {
        limits.KeepAliveTimeout = s_keepAlive;
        limits.MaxRequestHeadersTotalSize = RuntimeApiLimits.HeaderBytes;
        limits.MaxRequestBufferSize = 2 * RuntimeApiLimits.HeaderBytes;
        limits.MaxRequestBodySize = null;
        limits.MinRequestBodyDataRate = null;
        limits.MinResponseDataRate = null;
    }

    private Task HandleAsync(HttpContext context)
    {
        if (!HostHeader.IsLocal(context.Request))
            return AnswerAsync(context, RuntimeApiAnswer.WrongHost);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var route = RuntimeApiRoute.Parse(context.Request.Method, target);
        return route.Call switch
        {
            RuntimeApiCall.Next => NextAsync(context),
            RuntimeApiCall.Response => ResponseAsync(context, route.RequestId),
            RuntimeApiCall.Error => ErrorAsync(context, route.RequestId),
            RuntimeApiCall.InitError => InitErrorAsync(context),
            RuntimeApiCall.WrongMethod => AnswerAsync(context, RuntimeApiAnswer.WrongMethod),
            _ => AnswerAsync(context, RuntimeApiAnswer.UnknownPath),
        };
    }

    private async Task NextAsync(HttpContext context)
    {
        var poll = new ParkedPoll();
        if (_session.Next(poll) is { } refusal)
        {
            await AnswerAsync(context, refusal);
            return;
        }

        RuntimeDelivery? delivery;
        await using (context.RequestAborted.Register(poll.Abandon))
            delivery = await poll.Delivery;
        if (delivery is null)
        {
            _session.PollLost(poll);
            return;
        }

        foreach (var (name, value) in delivery.Headers())
            context.Response.Headers[name] = value;
        context.Response.ContentType = delivery.ContentType;
        context.Response.ContentLength = delivery.Payload.Length;
        await context.Response.BodyWriter.WriteAsync(delivery.Payload, context.RequestAborted);
    }

    private async Task ResponseAsync(HttpContext context, string requestId)
    {
        if (_session.BeginPost(requestId, context.Request.Headers[RuntimeApiHeaders.InvocationId], out var delivery) is { } refusal)
        {
            await AnswerAsync(context, refusal);
            return;
        }

        await AnswerAsync(context, await TakeResponseAsync(context.Request, delivery!));
    }

    private async Task<RuntimeApiAnswer> TakeResponseAsync(HttpRequest request, RuntimeDelivery delivery)
    {
        var mode = (string?)request.Headers[RuntimeApiHeaders.ResponseMode];
        var streamed = string.Equals(mode, "streaming", StringComparison.OrdinalIgnoreCase);
        if (!string.IsNullOrEmpty(mode) && !streamed)
            return _session.CompleteInvalidMode(delivery);
        var body = await RequestBody.ReadAsync(request, RuntimeApiLimits.ResponseBytes);
        if (body.End == BodyEnd.TooLarge)
            return _session.CompleteTooLarge(delivery);
        if (body.End == BodyEnd.Truncated)
            return _session.CompleteTruncated(delivery);
        if (streamed && StreamError(request) is { } error)
            return _session.CompleteError(delivery, error);
        return _session.CompleteResponse(delivery, new RuntimeResponse(body.Bytes, request.ContentType, streamed));
    }

    private async Task ErrorAsync(HttpContext context, string requestId)
    {
        if (_session.BeginPost(requestId, context.Request.Headers[RuntimeApiHeaders.InvocationId], out var delivery) is { } refusal)
        {
            await AnswerAsync(context, refusal);
            return;
        }

        var body = await RequestBody.ReadAsync(context.Request, RuntimeApiLimits.ErrorBytes);
        var answer = body.End switch
        {
            BodyEnd.TooLarge => _session.CompleteTooLarge(delivery!),
            BodyEnd.Truncated => _session.CompleteTruncated(delivery!),
            _ => _session.CompleteError(delivery!, new RuntimeErrorReport(body.Bytes, CategoryOf(context.Request))),
        };
        await AnswerAsync(context, answer);
    }

    private async Task InitErrorAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context.Request, RuntimeApiLimits.ErrorBytes);
        var category = CategoryOf(context.Request);
        var answer = body.End switch
        {
            BodyEnd.TooLarge => RuntimeApiAnswer.TooLarge,
            BodyEnd.Truncated => RuntimeApiAnswer.Truncated,
            _ => _session.InitError(new RuntimeErrorReport(
                body.Bytes.IsEmpty ? new FunctionError(category, "the runtime could not start").ToJson() : body.Bytes, category)),
        };
        await AnswerAsync(context, answer);
    }

    private static string CategoryOf(HttpRequest request) => ErrorTypeCategory.Sanitize(request.Headers[RuntimeApiHeaders.ErrorType]);

    // A stream that failed midway says so in trailers, which come after the body.
    private static RuntimeErrorReport? StreamError(HttpRequest request)
    {
        if (!request.SupportsTrailers() || !request.CheckTrailersAvailable())
            return null;
        var type = (string?)request.GetTrailer(RuntimeApiHeaders.ErrorType);
        var encoded = (string?)request.GetTrailer(RuntimeApiHeaders.ErrorBody);
        if (string.IsNullOrEmpty(type) && string.IsNullOrEmpty(encoded))
            return null;
        var category = ErrorTypeCategory.Sanitize(type);
        var body = new byte[encoded?.Length ?? 0];
        return encoded is not null && Convert.TryFromBase64String(encoded, body, out var size) && size > 0
            ? new RuntimeErrorReport(body.AsMemory(0, size), category)
            : new RuntimeErrorReport(new FunctionError(category, "the response stream failed").ToJson(), category);
    }

    private static async Task AnswerAsync(HttpContext context, RuntimeApiAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Body.Length;
        _ = await context.Response.BodyWriter.WriteAsync(answer.Body, context.RequestAborted);
    }

    private sealed class ParkedPoll : IRuntimePoll
    {
        private readonly TaskCompletionSource<RuntimeDelivery?> _delivery = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Null when the connection was lost first.</summary>
        public Task<RuntimeDelivery?> Delivery => _delivery.Task;

        public bool TryDeliver(RuntimeDelivery delivery) => _delivery.TrySetResult(delivery);

        public void Abandon() => _ = _delivery.TrySetResult(null);
    }
}
