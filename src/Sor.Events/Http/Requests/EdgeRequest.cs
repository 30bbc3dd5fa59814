namespace Sor.Events.Http.Requests;

/// <summary>CloudFront's Lambda@Edge: the request, also where the function is asked about the response.</summary>
internal static class EdgeRequest
{
    internal static void Read(HttpRequestView request, EventDocument e)
    {
        var cf = e.Member("Records"u8).First().Get("cf"u8);
        var source = cf.Get("request"u8);
        if (!source.IsObject)
            throw cf.Error("has no request");
        var texts = request.Texts;
        request.MethodText = RequestPath.Method(request, source.Get("method"u8));
        request.PathText = RequestPath.Encode(texts, texts.Of(source.Get("uri"u8)));
        request.QueryText = RequestQuery.Verbatim(texts, texts.Of(source.Get("querystring"u8)));
        request.Headers.AddMap(source.Get("headers"u8));
        request.RemoteIpText = texts.Of(source.Get("clientIp"u8));
        request.HostText = request.Headers.CheckedValue(cf.Get("config"u8).Get("distributionDomainName"u8));

        // The body is there only if the trigger includes it.
        var body = source.Get("body"u8);
        request.KeepsContentLength = body.IsMissing;
        request.Body.Set(body.IsObject ? body.Get("data"u8) : body, body.Get("encoding"u8).Is("base64"u8));
    }
}
