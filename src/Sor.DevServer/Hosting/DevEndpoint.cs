using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Sor.DevServer.HttpFront;
using Sor.DevServer.InvokeApi;

namespace Sor.DevServer.Hosting;

/// <summary>What people and tools call: the Lambda API under its own paths, the function under every other.</summary>
internal sealed class DevEndpoint(InvokeApiHandler invokeApi, HttpFrontHandler front)
{
    // Larger than the client context and the trace header together; the service allows 1 MB.
    private const int HeaderBytes = 1024 * 1024;

    // More than the queue of calls takes: who comes too many is told so instead of left hanging.
    private const int MaxConnections = 1024;

    public static void SetLimits(KestrelServerLimits limits)
    {
        limits.MaxConcurrentConnections = MaxConnections;
        limits.MaxRequestHeadersTotalSize = HeaderBytes;
        limits.MaxRequestLineSize = HeaderBytes / 2;

        // Bodies are counted where they are read: which limit holds depends on the call.
        limits.MaxRequestBodySize = null;
        limits.MinRequestBodyDataRate = null;
        limits.MinResponseDataRate = null;
    }

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            if (!HostHeader.IsLocal(context.Request))
            {
                context.Response.StatusCode = 403;
                await context.Response.WriteAsync(
                    "sor dev answers only to the hosts localhost, *.localhost, 127.0.0.1 and [::1]: call it by one of them\n", context.RequestAborted);
                return;
            }

            // As on the wire, for encoded names; a proxy's absolute form has no path of its own to take.
            var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            if (!target.StartsWith('/'))
                target = context.Request.Path.ToUriComponent() + context.Request.QueryString;
            var path = target.Split('?', 2)[0];
            var route = InvokeRoute.Parse(context.Request.Method, path);
            await (route.Call == InvokeCall.NotOurs ? front.HandleAsync(context, target) : invokeApi.HandleAsync(context, route, path));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has hung up: there is nobody to answer.
        }
        catch (Exception) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await ServiceError.Internal.WriteAsync(context);
        }
    }
}
