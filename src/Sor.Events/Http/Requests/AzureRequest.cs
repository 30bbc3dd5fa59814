using Sor.Events.Json;

namespace Sor.Events.Http.Requests;

/// <summary>Azure Functions' custom handlers: the member of <c>Data</c> that is an HTTP request, whatever its binding is named.</summary>
internal static class AzureRequest
{
    internal static void Read(HttpRequestView request, EventDocument e)
    {
        var source = Binding(e.Member("Data"u8));
        var texts = request.Texts;
        request.MethodText = RequestPath.Method(request, source.Get("Method"u8));
        SetTarget(request, texts.Of(source.Get("Url"u8)));
        request.Headers.AddMap(source.Get("Headers"u8));
        request.RouteParamsText = RouteParameters.Of(source.Get("Params"u8));
        request.Body.Set(source.Get("Body"u8), isBase64: false);
    }

    internal static JsonValue Binding(JsonValue data)
    {
        foreach (var binding in data.Members())
        {
            if (binding.Value.Get("Url"u8).IsString && binding.Value.Get("Method"u8).IsString)
                return binding.Value;
        }

        throw data.Error("has no HTTP request: an object with Url and Method");
    }

    // An absolute URL, as the client sent it.
    private static void SetTarget(HttpRequestView request, HttpText url)
    {
        var texts = request.Texts;
        var bytes = texts.Get(url);
        var end = bytes.IndexOf((byte)'#');
        url = url.Slice(0, end < 0 ? url.Length : end);
        bytes = texts.Get(url);
        if (bytes.IndexOf("://"u8) is > 0 and var scheme && bytes.IndexOfAny((byte)'/', (byte)'?') > scheme)
        {
            request.IsHttps = !AsciiText.Same(bytes[..scheme], "http"u8);
            var authority = scheme + 3;
            var length = bytes[authority..].IndexOfAny((byte)'/', (byte)'?');
            length = length < 0 ? bytes.Length - authority : length;
            if (length > 0 && !HttpHeaderRules.EndsLine(bytes.Slice(authority, length)))
                request.HostText = url.Slice(authority, length);
            url = url.Slice(authority + length, url.Length - authority - length);
        }

        var path = RequestPath.WithoutQuery(texts, url);
        request.PathText = RequestPath.Encode(texts, path);
        request.QueryText = RequestQuery.Verbatim(texts, url.Slice(path.Length, url.Length - path.Length));
    }
}
