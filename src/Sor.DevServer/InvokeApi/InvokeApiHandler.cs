using Microsoft.AspNetCore.Http;
using Sor.DevServer.Emulation;
using Sor.DevServer.Functions;

namespace Sor.DevServer.InvokeApi;

/// <summary>Answers the calls of the Lambda API as the service does, for unmodified command lines and SDKs. Signatures are not looked at.</summary>
internal sealed class InvokeApiHandler(FunctionEmulator emulator, AsyncCalls asyncCalls)
{
    // Tools made for the vendor's local emulator call every function by this name.
    private const string EmulatorName = "function";

    public Task HandleAsync(HttpContext context, InvokeRoute route, string path)
    {
        context.Response.Headers["x-amzn-RequestId"] = context.TraceIdentifier = Guid.NewGuid().ToString();
        return route.Call switch
        {
            InvokeCall.Invoke => InvokeAsync(context, route.Function),
            InvokeCall.InvokeAsync => InvokeDeprecatedAsync(context, route.Function),
            InvokeCall.ListFunctions => WriteJsonAsync(context, FunctionDescription.List(emulator.Setup is { } setup ? [setup] : [])),
            InvokeCall.GetFunction => DescribeAsync(context, route.Function, FunctionDescription.Function),
            InvokeCall.GetConfiguration => DescribeAsync(context, route.Function, FunctionDescription.Configuration),
            _ => ServiceError.NotPlayed(context.Request.Method, path).WriteAsync(context),
        };
    }

    private async Task InvokeAsync(HttpContext context, string name)
    {
        var function = Reference(context, name);
        if (Find(function) is { } notFound)
        {
            await notFound.WriteAsync(context);
            return;
        }

        var (request, error) = await InvokeRequest.ReadAsync(context.Request);
        if (request is null)
        {
            await error!.WriteAsync(context);
            return;
        }

        context.Response.Headers["X-Amz-Executed-Version"] = FunctionIdentity.Version;
        switch (request.Type)
        {
            case InvocationType.DryRun:
                context.Response.StatusCode = 204;
                break;
            case InvocationType.Event:
                await AcceptAsync(context, function, request, "");
                break;
            default:
                await RunAsync(context, CreateCall(context.TraceIdentifier, function, request, context.RequestAborted));
                break;
        }
    }

    private async Task InvokeDeprecatedAsync(HttpContext context, string name)
    {
        var function = Reference(context, name);
        if (Find(function) is { } notFound)
        {
            await notFound.WriteAsync(context);
            return;
        }

        context.Request.Headers["X-Amz-Invocation-Type"] = "Event";
        var (request, error) = await InvokeRequest.ReadAsync(context.Request);
        await (request is null ? error!.WriteAsync(context) : AcceptAsync(context, function, request, "{\"Status\":202}"));
    }

    private async Task AcceptAsync(HttpContext context, FunctionReference function, InvokeRequest request, string body)
    {
        // The context serves another request by the time of a retry: take the id out of it now.
        var requestId = context.TraceIdentifier;
        if (!asyncCalls.TryAccept(() => CreateCall(requestId, function, request, CancellationToken.None)))
        {
            await ServiceError.Throttled.WriteAsync(context);
            return;
        }

        context.Response.StatusCode = 202;
        await context.Response.WriteAsync(body);
    }

    private async Task RunAsync(HttpContext context, FunctionCall call)
    {
        if (!emulator.TryEnqueue(call))
        {
            await ServiceError.Throttled.WriteAsync(context);
            return;
        }

        var result = await call.Result;
        if (result.Status == CallStatus.Unavailable)
        {
            await ServiceError.Unavailable(result.ErrorMessage!).WriteAsync(context);
            return;
        }

        var headers = context.Response.Headers;
        headers["X-Amzn-Trace-Id"] = call.TraceId;
        if (result.Status != CallStatus.Response)
            headers["X-Amz-Function-Error"] = "Unhandled";
        if (call.WantsLog)
            headers["X-Amz-Log-Result"] = Convert.ToBase64String(result.LogTail.Span);
        await WriteJsonAsync(context, result.Body);
    }

    private async Task DescribeAsync(HttpContext context, string name, Func<FunctionSetup, byte[]> describe)
    {
        var function = Reference(context, name);
        if (Find(function) is { } notFound)
            await notFound.WriteAsync(context);
        else
            await WriteJsonAsync(context, describe(emulator.Setup!));
    }

    private FunctionReference Reference(HttpContext context, string name)
    {
        var function = FunctionReference.Parse(name);
        if (function.Name == EmulatorName && emulator.Setup is { } setup)
            function = function with { Name = setup.Options.Name };
        return (string?)context.Request.Query["Qualifier"] is { Length: > 0 } qualifier ? function with { Qualifier = qualifier } : function;
    }

    // Null when it is the function that is served.
    private ServiceError? Find(FunctionReference function)
    {
        if (emulator.Setup is not { } setup)
            return ServiceError.Unavailable(emulator.Reading.ProblemText);
        return function.Name == setup.Options.Name && function.Qualifier is null or FunctionIdentity.Version
            ? null
            : ServiceError.FunctionNotFound(function);
    }

    private static FunctionCall CreateCall(string requestId, FunctionReference function, InvokeRequest request, CancellationToken callerGone) => new()
    {
        Label = request.Type == InvocationType.Event ? "event" : "invoke",
        RequestId = requestId,
        Payload = request.Payload,
        FunctionArn = function.Arn,
        TraceId = request.TraceId ?? TraceIds.Create(TimeProvider.System),
        ClientContext = request.ClientContext,
        TenantId = request.TenantId,
        WantsLog = request.WantsLog,
        IsAsync = request.Type == InvocationType.Event,
        CallerGone = callerGone,
    };

    private static async Task WriteJsonAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        _ = await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }
}
