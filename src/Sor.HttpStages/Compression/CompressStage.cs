using Sor.HttpStages.Messages;
using Sor.Middleware;

namespace Sor.HttpStages.Compression;

/// <summary>Compresses bodies of answers for callers that take them so.</summary>
internal sealed class CompressStage : HttpStage
{
    private const string Vary = "accept-encoding";

    // Beside text/*, JSON and XML of every kind. Pictures, films and archives are compressed already.
    private static readonly string[] s_types =
    [
        "application/javascript", "application/x-javascript", "application/ecmascript", "application/xml", "application/graphql", "application/yaml",
        "application/x-yaml", "application/toml", "application/x-ndjson", "application/jsonl", "application/sql", "application/rtf", "application/wasm",
        "application/x-www-form-urlencoded", "application/vnd.ms-fontobject", "font/ttf", "font/otf", "image/bmp", "image/x-icon", "image/vnd.microsoft.icon",
    ];

    // Made of the body as it is: of another one they would be wrong.
    private static readonly string[] s_digests = ["content-digest", "repr-digest", "digest", "content-md5"];

    private readonly CompressSettings _settings;
    private readonly IReadOnlyList<string> _encodings;

    internal CompressStage(CompressSettings settings)
    {
        _settings = settings;
        _encodings = settings.Encodings ?? [Compressor.Brotli, Compressor.Gzip];
        if (settings.MinBytes < 0)
            throw Refused("minBytes", "is less than 0: write a number of bytes");
        if (_encodings.Count == 0 || _encodings.FirstOrDefault(static coding => coding is not (Compressor.Brotli or Compressor.Gzip)) is not null)
            throw Refused("encodings", $"has something else than {Compressor.Brotli} and {Compressor.Gzip}, or nothing");
        CheckTypes("types", settings.Types);
    }

    internal override Outcome Before(Call call)
    {
        var request = HttpRequest.Read(call);

        // The replies of these two cannot have bytes in the body of a text's content type.
        var takesBytes = request.Kind is not ("azure-http" or "openwhisk-web");
        if (takesBytes && request.Method != "HEAD" && AcceptEncoding.Choose(request.Headers.Members("accept-encoding"), _encodings) is { } coding)
            call.Notes.SetState(coding);
        return call.Go();
    }

    internal override Outcome After(Call call)
    {
        var response = HttpResponse.Read(call);
        var body = response.Body();
        if (!CanBeCompressed(response, body))
            return call.Go();
        response.Headers.Vary(Vary);
        if (call.StateText() is { } coding && _encodings.Contains(coding) && Compressor.Run(body, coding, _settings.Level) is var compressed && compressed.Length < body.Length)
            Put(response, compressed, coding);
        return response.Go(call);
    }

    private bool CanBeCompressed(HttpResponse response, byte[] body)
    {
        var headers = response.Headers;
        if (body.Length == 0 || body.Length < _settings.MinBytes || response.Status is 204 or 206 or 304 || headers.Has("content-range"))
            return false;
        if (headers.Members("content-encoding").Any(static coding => !HeaderList.Same(coding, "identity")) || s_digests.Any(headers.Has))
            return false;
        return !headers.Members("cache-control").Any(static rule => HeaderList.Same(rule, "no-transform")) && headers.First("content-type") is { } type && IsWorthIt(type);
    }

    private bool IsWorthIt(string contentType)
    {
        var type = MediaTypes.WithoutParameters(contentType);

        // Events of a stream are waited for one by one.
        if (type == "text/event-stream")
            return false;
        return type.StartsWith("text/", StringComparison.Ordinal) || MediaTypes.IsJson(type) || type.EndsWith("+xml", StringComparison.Ordinal)
            || MediaTypes.IsOne(type, s_types) || MediaTypes.IsOne(type, _settings.Types ?? []);
    }

    private static void Put(HttpResponse response, byte[] compressed, string coding)
    {
        var headers = response.Headers;
        response.SetBody(compressed, isText: false);
        headers.Set("content-encoding", coding);
        headers.Remove("content-length");

        // The same meaning in other bytes: a strong validator would say that they are the same bytes (RFC 9110, section 8.8.1).
        if (headers.First("etag") is { } tag && !tag.StartsWith("W/", StringComparison.Ordinal))
            headers.Set("etag", $"W/{tag}");
    }
}
