using System.Text.Json;
using Sor.HttpStages.Messages;
using Sor.Middleware;

namespace Sor.HttpStages.JsonBodies;

/// <summary>Lets requests in whose body is JSON, with its value beside the text; makes JSON responses of values.</summary>
internal sealed class JsonBodyStage : HttpStage
{
    private const string ValueMember = "json";

    private static readonly string[] s_kinds = ["object", "array", "string", "number", "boolean", "null"];

    private readonly JsonBodySettings _settings;
    private readonly IReadOnlyList<string> _values;

    internal JsonBodyStage(JsonBodySettings settings)
    {
        _settings = settings;
        _values = settings.Values ?? ["object", "array"];
        if (settings.Limit < 1)
            throw Refused("limit", "is less than 1: write a number of bytes");
        if (_values.Except(s_kinds).FirstOrDefault() is { } unknown)
            throw Refused("values", $"has \"{unknown}\", which is no kind of value: there are {string.Join(", ", s_kinds)}");
    }

    internal override Outcome Before(Call call)
    {
        var request = HttpRequest.Read(call);
        var body = request.Body();
        if (Refusal(request, body) is { } problem)
            return problem.Reply(call);
        if (body.Length > 0)
        {
            request.SetMember(ValueMember, body);
            if (request.IsBase64)
                request.SetBody(body);
        }

        return request.Go(call);
    }

    internal override Outcome After(Call call)
    {
        var response = HttpResponse.Read(call);
        if (!HasText(call) && response.Body().Length > 0)
        {
            if (!response.Headers.Has("content-type"))
                response.Headers.Add("content-type", "application/json");
            return call.Go(response.Write(), HttpForms.Response);
        }

        return response.Go(call);
    }

    private Problem? Refusal(HttpRequest request, byte[] body)
    {
        if (body.Length == 0)
            return _settings.Required ? new Problem(400, Detail: "the request has no body, and JSON is needed") : null;
        if (body.Length > _settings.Limit)
            return new Problem(413, Detail: $"the body has {body.Length} bytes, and {_settings.Limit} are allowed");
        if (MediaProblem(request.Headers) is { } media)
            return new Problem(415, Detail: media);
        if (JsonCheck.Run(body, out var kind) is { } wrong)
            return new Problem(kind is null ? 400 : 422, Detail: wrong);
        return _values.Contains(kind!) ? null : new Problem(422, Detail: $"the body is JSON of the kind {kind}, and expected is {string.Join(" or ", _values)}");
    }

    private static string? MediaProblem(HeaderList headers)
    {
        if (headers.First("content-type") is not { } contentType)
            return "the request has no content-type, and application/json is needed";
        if (!MediaTypes.IsJson(MediaTypes.WithoutParameters(contentType)))
            return $"the body has the content-type \"{contentType}\", and application/json is needed";
        if (MediaTypes.Charset(contentType) is { } charset and not ("utf-8" or "utf8" or "us-ascii"))
            return $"the body has the charset \"{charset}\", and utf-8 is needed";
        return headers.Members("content-encoding").FirstOrDefault(static coding => !HeaderList.Same(coding, "identity")) is { } encoded
            ? $"the body has the content-encoding \"{encoded}\", and none is needed"
            : null;
    }

    /// <summary>Whether the answer says its body by itself, as text: then it is as its content type says.</summary>
    private static bool HasText(Call call)
    {
        if (call.ContentType is not ("application/json" or HttpForms.Response))
            return true;
        // It was read already: nothing is refused here.
        using var document = JsonDocument.Parse(call.Payload, new JsonDocumentOptions { MaxDepth = int.MaxValue });
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("statusCode"u8, out _)
            && (!document.RootElement.TryGetProperty("body"u8, out var body) || body.ValueKind is JsonValueKind.String or JsonValueKind.Null);
    }
}
