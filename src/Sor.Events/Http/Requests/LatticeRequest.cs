namespace Sor.Events.Http.Requests;

/// <summary>VPC Lattice, both versions of its event. Whether it decodes queries is not written down anywhere: they are joined as they stand.</summary>
internal static class LatticeRequest
{
    internal static void Read(HttpRequestView request, EventDocument e)
    {
        var isFirst = e.Kind == EventKind.VpcLatticeV1;
        var texts = request.Texts;
        request.MethodText = RequestPath.Method(request, e.Member("method"u8));
        var path = texts.Of(isFirst ? e.Member("raw_path"u8) : e.Member("path"u8));
        request.PathText = RequestPath.Encode(texts, isFirst ? RequestPath.WithoutQuery(texts, path) : path);
        request.QueryText = RequestQuery.Join(texts, isFirst ? e.Member("query_string_parameters"u8) : e.Member("queryStringParameters"u8), isDecoded: false);
        request.Headers.AddMap(e.Member("headers"u8));
        var flag = isFirst ? e.Member("is_base64_encoded"u8) : e.Member("isBase64Encoded"u8);
        request.Body.Set(e.Member("body"u8), Base64Flag.IsSet(flag));
    }
}
