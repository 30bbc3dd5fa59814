using System.Text.Json;
using Sor.HttpStages.Messages;
using Sor.Middleware;

namespace Sor.HttpStages.SecurityHeaders;

/// <summary>Gives answers the headers that keep browsers from guessing, framing and leaking. What an answer has already is left alone.</summary>
internal sealed class SecurityHeadersStage : HttpStage
{
    private const string TransportSecurity = "strict-transport-security";

    // What breaks no page that does not ask for it; policies of contents and of permissions are each page's own matter.
    private static readonly Header[] s_defaults =
    [
        new(TransportSecurity, "max-age=31536000; includeSubDomains"),
        new("x-content-type-options", "nosniff"),
        new("x-frame-options", "DENY"),
        new("referrer-policy", "no-referrer"),
        new("cross-origin-opener-policy", "same-origin"),
        new("x-permitted-cross-domain-policies", "none"),
    ];

    private readonly List<Header> _headers = [.. s_defaults];
    private readonly IReadOnlyList<string> _removed;

    internal SecurityHeadersStage(SecurityHeadersSettings settings)
    {
        _removed = settings.Remove ?? ["server", "x-powered-by"];
        foreach (var (name, value) in settings.Headers ?? new Dictionary<string, JsonElement>())
        {
            var index = _headers.FindIndex(header => HeaderList.Same(header.Name, name));
            if (HeaderSyntax.IsName(name) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && HeaderSyntax.IsValue(text))
            {
                if (index < 0)
                    _headers.Add(new Header(name, text));
                else
                    _headers[index] = _headers[index] with { Value = text };
            }
            else if (value.ValueKind == JsonValueKind.False && index >= 0)
            {
                _headers.RemoveAt(index);
            }
            else
            {
                throw Refused($"headers.{name}", index < 0 && value.ValueKind == JsonValueKind.False
                    ? "is false, and there is no such header without it"
                    : "is no header: expected are a name, and a value on one line, or false for none");
            }
        }
    }

    internal override Outcome Before(Call call)
    {
        if (HttpRequest.Read(call).Scheme == "http")
            call.Notes.SetState("http");
        return call.Go();
    }

    internal override Outcome After(Call call)
    {
        var response = HttpResponse.Read(call);
        foreach (var name in _removed)
            response.Headers.Remove(name);
        Complete(call, response.Headers);
        return response.Go(call);
    }

    /// <summary>A failure has no headers: they are told to whoever makes an answer of it further out.</summary>
    internal override Outcome Error(Call call)
    {
        var headers = new HeaderList();
        Complete(call, headers);
        AnswerHeaders.Note(call, headers);
        return call.Go();
    }

    private void Complete(Call call, HeaderList headers)
    {
        // RFC 6797, section 7.2: never over a connection that is not secure.
        var isPlain = call.StateText() == "http";
        foreach (var (name, value) in _headers)
        {
            if (!headers.Has(name) && !(isPlain && name == TransportSecurity))
                headers.Add(name, value);
        }
    }
}
