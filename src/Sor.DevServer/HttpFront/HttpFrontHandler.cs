using Microsoft.AspNetCore.Http;
using Sor.DevServer.Emulation;
using Sor.DevServer.Hosting;
using Sor.DevServer.InvokeApi;
using Sor.RuntimeApi.Server;

namespace Sor.DevServer.HttpFront;

/// <summary>
/// The simple way in: any request runs the function. A POST of JSON is the event itself; every other request is an event of
/// a function URL. The result is answered by the rules of function URLs.
/// </summary>
internal sealed class HttpFrontHandler(FunctionEmulator emulator, TimeProvider time)
{
    // Belong to one connection, or are computed anew.
    private static readonly string[] s_ownHeaders =
        ["connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade", "content-length", "set-cookie"];

    public async Task HandleAsync(HttpContext context, string target)
    {
        if (emulator.Setup is not { } setup)
        {
            await WriteErrorAsync(context, 502, PlatformErrors.Broken(emulator.Reading.ProblemText));
            return;
        }

        var requestId = Guid.NewGuid().ToString();
        context.Response.Headers["x-amzn-RequestId"] = requestId;
        var body = await RequestBody.ReadAsync(context.Request, InvokeRequest.SyncLimitBytes);
        if (body.End != BodyEnd.Whole)
        {
            context.Response.StatusCode = body.End == BodyEnd.TooLarge ? 413 : 400;
            return;
        }

        var call = new FunctionCall
        {
            Label = $"{context.Request.Method} {context.Request.Path}",
            RequestId = requestId,
            Payload = IsEvent(context.Request, body.Bytes)
                ? body.Bytes
                : FunctionUrlEvent.Write(context.Request, target, body.Bytes, requestId, setup.Options.Name, time.GetUtcNow()),
            FunctionArn = setup.Arn,
            TraceId = (string?)context.Request.Headers["X-Amzn-Trace-Id"] ?? TraceIds.Create(time),
            CallerGone = context.RequestAborted,
        };
        if (emulator.TryEnqueue(call))
            await WriteAsync(context, await call.Result);
        else
            await ServiceError.Throttled.WriteAsync(context);
    }

    // curl -d says "form" of whatever it sends: what is JSON all the same is meant as JSON.
    private static bool IsEvent(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        if (!HttpMethods.IsPost(request.Method) || body.IsEmpty)
            return false;
        var type = request.ContentType;
        var mayBe = string.IsNullOrEmpty(type) || TextMediaTypes.IsJson(type) || TextMediaTypes.MediaOf(type) == "application/x-www-form-urlencoded";
        return mayBe && JsonSyntax.FindProblem(body.Span) is null;
    }

    private static Task WriteAsync(HttpContext context, CallResult result)
    {
        if (result.Status == CallStatus.Response)
        {
            return FunctionUrlReply.Read(result.Body) is { } reply
                ? WriteReplyAsync(context, reply)
                : WriteErrorAsync(context, 502, Malformed());
        }

        return WriteErrorAsync(context, result.Status == CallStatus.TimedOut ? 504 : 502, result);
    }

    private static async Task WriteReplyAsync(HttpContext context, FunctionUrlReply reply)
    {
        var response = context.Response;
        response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
        {
            if (!s_ownHeaders.Contains(name.ToLowerInvariant()))
                response.Headers[name] = value;
        }

        if (reply.Cookies.Count > 0)
            response.Headers.SetCookie = reply.Cookies.ToArray();
        if (reply.Status is 204 or 304 || HttpMethods.IsHead(context.Request.Method))
            return;
        response.ContentLength = reply.Body.Length;
        _ = await response.BodyWriter.WriteAsync(reply.Body, context.RequestAborted);
    }

    // A function URL says "Internal Server Error" and no more; here the caller is the developer, who wants to see the error.
    private static async Task WriteErrorAsync(HttpContext context, int status, CallResult result)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.Headers["X-Amz-Function-Error"] = "Unhandled";
        response.ContentType = "application/json";
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        response.ContentLength = result.Body.Length;
        _ = await response.BodyWriter.WriteAsync(result.Body, context.RequestAborted);
    }

    private static CallResult Malformed()
    {
        var error = new FunctionError("Sor.MalformedResponse", "the function's result describes no HTTP response: statusCode must be a number from 200 to 599, headers strings, body a string");
        return new CallResult { Status = CallStatus.FunctionError, Body = error.ToJson() };
    }
}
