using System.Buffers;
using Sor.Events.Json;

namespace Sor.Events.Http.Requests;

/// <summary>
/// API Gateway HTTP APIs with payload 2.0, and Function URLs, which have the same form. Path and query are taken from the members that say
/// <c>raw</c>: the others are decoded, or joined.
/// </summary>
internal static class HttpApiRequest
{
    internal static void Read(HttpRequestView request, EventDocument e, HttpViewOptions options)
    {
        var texts = request.Texts;
        ReadHttp(request, e.Context("http"u8));
        request.StageText = texts.Of(e.Context("stage"u8));
        request.PathText = RequestPath.Encode(texts, texts.Of(e.Member("rawPath"u8)));
        if (options.StripStage && e.Kind == EventKind.HttpApiV2)
            RequestPath.StripStage(request);
        request.QueryText = RequestQuery.Verbatim(texts, texts.Of(e.Member("rawQueryString"u8)));
        request.Headers.AddMap(e.Member("headers"u8));
        AddCookies(request, e.Member("cookies"u8));
        request.HostText = request.Headers.CheckedValue(e.Context("domainName"u8));
        request.RouteParamsText = RouteParameters.Of(e.Member("pathParameters"u8));
        request.Body.Set(e.Member("body"u8), Base64Flag.IsSet(e.Member("isBase64Encoded"u8)));
    }

    private static void ReadHttp(HttpRequestView request, JsonValue http)
    {
        request.Members.Read(http);
        request.MethodText = RequestPath.Method(request, request.Members.Get(http.Document, "method"u8));
        request.RemoteIpText = request.Texts.Of(request.Members.Get(http.Document, "sourceIp"u8));
        request.ProtocolText = request.Texts.Of(request.Members.Get(http.Document, "protocol"u8));
    }

    // A Function URL gives cookies twice: the header is one of them, and only one is passed on.
    private static void AddCookies(HttpRequestView request, JsonValue cookies)
    {
        if (!cookies.IsMissing && !cookies.IsArray)
            throw cookies.Error("is not an array of cookies");
        var texts = request.Texts;
        var mark = texts.Mark;
        foreach (var cookie in cookies.Elements())
        {
            if (!cookie.IsString)
                throw cookie.Error("is not a string");
            if (texts.Mark > mark)
                texts.Scratch.Write("; "u8);
            var text = texts.Passing(cookie);
            if (HttpHeaderRules.EndsLine(text))
                throw cookie.Error("is no cookie: it has a carriage return, a line feed or a NUL in it");
            texts.Scratch.Write(text);
        }

        if (texts.Mark > mark)
            request.Headers.Set("cookie"u8, texts.Since(mark));
    }
}
