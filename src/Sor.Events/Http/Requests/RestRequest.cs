using Sor.Events.Json;

namespace Sor.Events.Http.Requests;

/// <summary>
/// API Gateway REST APIs, and HTTP APIs with payload 1.0. Queries come decoded. A REST API's path is still encoded and has no stage; an HTTP
/// API's is decoded and has it.
/// </summary>
internal static class RestRequest
{
    internal static void Read(HttpRequestView request, EventDocument e, HttpViewOptions options)
    {
        var texts = request.Texts;
        request.MethodText = RequestPath.Method(request, e.Member("httpMethod"u8));
        request.StageText = texts.Of(e.Context("stage"u8));
        request.PathText = RequestPath.Encode(texts, texts.Of(e.Member("path"u8)));
        if (!e.Member("version"u8).Is("1.0"u8))
            request.PathBaseText = PathBase(request, e.Context("path"u8));
        else if (options.StripStage)
            RequestPath.StripStage(request);
        request.QueryText = RequestQuery.Join(texts, Fuller(e, "multiValueQueryStringParameters"u8, "queryStringParameters"u8), isDecoded: true);
        request.Headers.AddMap(Fuller(e, "multiValueHeaders"u8, "headers"u8));
        request.HostText = request.Headers.CheckedValue(e.Context("domainName"u8));
        request.RemoteIpText = texts.Of(e.Context("identity"u8).Get("sourceIp"u8));
        request.ProtocolText = texts.Of(e.Context("protocol"u8));
        request.RouteParamsText = RouteParameters.Of(e.Member("pathParameters"u8));
        request.IsMultiValue = true;
        request.Body.Set(e.Member("body"u8), Base64Flag.IsSet(e.Member("isBase64Encoded"u8)));
    }

    /// <summary>The map with all values of a name, if it has any; otherwise the one with the last of each.</summary>
    internal static JsonValue Fuller(EventDocument e, ReadOnlySpan<byte> all, ReadOnlySpan<byte> last)
    {
        var map = e.Member(all);
        foreach (var _ in map.Members())
            return map;
        return map.IsMissing || map.IsObject ? e.Member(last) : map;
    }

    // What the path as the gateway saw it has in front of the path that it gives: the stage, or a base path of a custom domain.
    private static HttpText PathBase(HttpRequestView request, JsonValue full)
    {
        if (!full.IsString)
            return default;
        var text = RequestPath.Encode(request.Texts, request.Texts.Of(full));
        var bytes = request.Texts.Get(text).TrimEnd((byte)'/');
        var path = request.Path.TrimEnd((byte)'/');
        return bytes.EndsWith(path) ? text.Slice(0, bytes.Length - path.Length) : default;
    }
}
