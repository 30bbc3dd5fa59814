namespace Sor.Events.Http.Requests;

/// <summary>Application Load Balancers: nothing is decoded. Headers and query are in the maps for one value or in those for many, never in both.</summary>
internal static class LoadBalancerRequest
{
    internal static void Read(HttpRequestView request, EventDocument e)
    {
        var texts = request.Texts;
        request.MethodText = RequestPath.Method(request, e.Member("httpMethod"u8));
        request.PathText = RequestPath.Encode(texts, texts.Of(e.Member("path"u8)));
        request.QueryText = RequestQuery.Join(texts, RestRequest.Fuller(e, "multiValueQueryStringParameters"u8, "queryStringParameters"u8), isDecoded: false);
        request.Headers.AddMap(RestRequest.Fuller(e, "multiValueHeaders"u8, "headers"u8));
        request.IsMultiValue = IsMultiValueMode(e);

        // Its health checks come without.
        request.HostText = texts.Copy("localhost"u8);
        request.Body.Set(e.Member("body"u8), Base64Flag.IsSet(e.Member("isBase64Encoded"u8)));
    }

    /// <summary>Whether the target group has multi-value headers switched on, so that answers must have them as well.</summary>
    internal static bool IsMultiValueMode(EventDocument e) => !e.Member("multiValueHeaders"u8).IsMissing;
}
