using Sor.Events.CloudEvents.Sources;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Webhooks;

/// <summary>A request that is a webhook: what the mappings of all senders need of it.</summary>
internal readonly ref struct WebhookRequest
{
    private readonly EventKind _kind;
    private readonly HttpParts _parts;
    private readonly RequestBody _body;

    internal WebhookRequest(EventKind kind, HttpParts parts, JsonValue mark, RequestBody body)
    {
        _kind = kind;
        _parts = parts;
        _body = body;
        Mark = mark;
    }

    /// <summary>Value of the header by which its sender is known.</summary>
    internal JsonValue Mark { get; }

    /// <summary>The first value of a header; a missing value when there is none.</summary>
    internal JsonValue Header(ReadOnlySpan<byte> name) => _parts.Header(name);

    /// <summary>Ends its event with the body, which is JSON, as data.</summary>
    internal void End(SourceWriter w, JsonValue body)
    {
        Complete(w);
        w.EndWith(body);
    }

    /// <summary>Ends its event with the body, whatever it is, as data.</summary>
    internal void End(SourceWriter w)
    {
        Complete(w);
        w.EndWithContent(_body.Bytes.Span, _parts.Header("content-type"u8).Utf8());
    }

    // An id that is the same when the request is sent again, as that of an invocation is not; the time at which it came.
    private void Complete(SourceWriter w)
    {
        if (!w.Has("id"u8) && !_body.Bytes.IsEmpty)
        {
            var hash = w.Text();
            Sha256.AppendHex(_body.Bytes.Span, hash);
            w.Attribute("id"u8, hash);
        }

        HttpSources.Time(w, _kind);
        w.Now();
    }
}
