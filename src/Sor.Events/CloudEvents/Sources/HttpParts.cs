using Sor.Events.Http.Requests;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>Where a request's parts stand, for every kind of request. As they came: nothing is decoded or put together.</summary>
internal readonly ref struct HttpParts
{
    private HttpParts(JsonValue method, JsonValue path, JsonValue headers, JsonValue body, bool isBase64)
    {
        Method = method;
        Path = path;
        Headers = headers;
        Body = body;
        IsBase64 = isBase64;
    }

    internal JsonValue Method { get; }

    internal JsonValue Path { get; }

    internal JsonValue Headers { get; }

    internal JsonValue Body { get; }

    internal bool IsBase64 { get; }

    internal static HttpParts Of(EventDocument e, EventKind kind)
    {
        switch (kind)
        {
            case EventKind.HttpApiV2 or EventKind.FunctionUrl:
                var http = e.Context("http"u8);
                var rawPath = e.Member("rawPath"u8);
                return new(http.Get("method"u8), rawPath.IsMissing ? http.Get("path"u8) : rawPath, e.Member("headers"u8), e.Member("body"u8), e.Member("isBase64Encoded"u8).IsTrue);
            case EventKind.VpcLatticeV1:
                return new(e.Member("method"u8), e.Member("raw_path"u8), e.Member("headers"u8), e.Member("body"u8), e.Member("is_base64_encoded"u8).IsTrue);
            case EventKind.VpcLatticeV2:
                return new(e.Member("method"u8), e.Member("path"u8), e.Member("headers"u8), e.Member("body"u8), e.Member("isBase64Encoded"u8).IsTrue);
            case EventKind.LambdaEdge:
                var request = e.Member("Records"u8).First().Get("cf"u8).Get("request"u8);
                var body = request.Get("body"u8);
                return new(request.Get("method"u8), request.Get("uri"u8), request.Get("headers"u8), body.Get("data"u8), body.Get("encoding"u8).Is("base64"u8));
            case EventKind.AzureHttp:
                var binding = AzureRequest.Binding(e.Member("Data"u8));
                return new(binding.Get("Method"u8), binding.Get("Url"u8), binding.Get("Headers"u8), binding.Get("Body"u8), isBase64: false);
            case EventKind.OpenWhiskWeb:
                return new(e.Member("__ow_method"u8), e.Member("__ow_path"u8), e.Member("__ow_headers"u8), e.Member("__ow_body"u8), isBase64: false);
            default:
                var many = e.Member("multiValueHeaders"u8);
                var headers = many.IsMissing ? e.Member("headers"u8) : many;
                return new(e.Member("httpMethod"u8), e.Member("path"u8), headers, e.Member("body"u8), e.Member("isBase64Encoded"u8).IsTrue);
        }
    }

    /// <summary>The first value of a header; a missing value when there is none.</summary>
    internal JsonValue Header(ReadOnlySpan<byte> name) => HttpHeaders.First(Headers, name);
}
