using Sor.Events.Json;

namespace Sor.Events.Recognition;

/// <summary>Events with a <c>requestContext</c>: requests, and what looks like them.</summary>
internal static class RequestContextRules
{
    internal static EventKind Recognize(EventDocument e)
    {
        if (e.Context("elb"u8).IsObject)
            return EventKind.Alb;

        // Before the requests: an authorizer's event is one of them with a few members more.
        if (e.Member("routeArn"u8).IsString)
            return EventKind.ApiGatewayAuthorizerV2;
        if (e.Member("methodArn"u8).IsString && e.Member("type"u8).Is("REQUEST"u8))
            return EventKind.ApiGatewayAuthorizerRequest;
        if (e.Context("http"u8) is { IsObject: true })
            return IsFunctionUrl(e.Context("domainName"u8)) ? EventKind.FunctionUrl : EventKind.HttpApiV2;
        if (e.Context("connectionId"u8).IsString && WebSocketKind(e.Context("eventType"u8)) is var socket and not EventKind.Raw)
            return socket;
        if ((e.Context("serviceArn"u8).IsString || e.Context("serviceNetworkArn"u8).IsString)
            && e.Member("method"u8).IsString && e.Member("path"u8).IsString && e.Member("version"u8).Is("2.0"u8))
        {
            return EventKind.VpcLatticeV2;
        }


        // A question of GraphQL has its query, one of AppSync Events its operation.
        if (e.Member("authorizationToken"u8).IsString && e.Context("apiId"u8).IsString && !(e.Context("queryString"u8).IsMissing && e.Context("operation"u8).IsMissing))
            return EventKind.AppSyncAuthorizer;
        if (e.Context("functionArn"u8).IsString && e.Context("condition"u8).IsString && !e.Member("requestPayload"u8).Raw.IsEmpty)
            return EventKind.LambdaDestination;
        return e.Member("httpMethod"u8).IsString ? EventKind.RestV1 : EventKind.Raw;
    }

    // URL-ID.lambda-url.REGION.on.aws, in China .amazonaws.com.cn.
    private static bool IsFunctionUrl(JsonValue domainName)
    {
        var name = domainName.RawString;
        return name.IndexOf(".lambda-url."u8) > 0 && (name.EndsWith(".on.aws"u8) || name.EndsWith(".amazonaws.com.cn"u8));
    }

    private static EventKind WebSocketKind(JsonValue eventType) =>
        eventType.Is("MESSAGE"u8) ? EventKind.WebSocketMessage
        : eventType.Is("CONNECT"u8) ? EventKind.WebSocketConnect
        : eventType.Is("DISCONNECT"u8) ? EventKind.WebSocketDisconnect
        : EventKind.Raw;
}
