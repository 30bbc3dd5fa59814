using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Sor.Events.Http.Requests;

/// <summary>What all kinds have in common once their own members are read: the path, who asks whom, and the headers that a server relies upon.</summary>
internal static class RequestCompletion
{
    internal static void Complete(HttpRequestView request, HttpViewOptions options, ReadOnlySpan<byte> traceId)
    {
        StripBasePath(request, options.BasePath);
        SetOrigin(request);
        if (request.RemoteIpText.IsMissing)
            request.RemoteIpText = ForwardedFor(request, options.TrustedHops);
        SetContentLength(request);
        if (options.AuthorizationHeader.Length > 0)
            SetAuthorization(request, options.AuthorizationHeader);
        if (!traceId.IsEmpty && !HttpHeaderRules.EndsLine(traceId))
            request.Headers.Set("x-amzn-trace-id"u8, request.Texts.Copy(traceId));
        if (request.PathBaseText.Length > 0)
            request.Headers.Set("x-forwarded-prefix"u8, request.PathBaseText);
    }

    private static void SetAuthorization(HttpRequestView request, string from)
    {
        var texts = request.Texts;
        var mark = texts.Mark;
        _ = Encoding.UTF8.GetBytes(from, texts.Scratch);
        var value = request.Headers.Get(texts.Get(texts.Since(mark)));
        if (!value.IsMissing)
            request.Headers.Set("authorization"u8, value);
    }

    private static void StripBasePath(HttpRequestView request, string basePath)
    {
        var trimmed = basePath.AsSpan().Trim('/');
        if (trimmed.IsEmpty)
            return;
        var texts = request.Texts;
        var mark = texts.Mark;
        texts.Scratch.Write("/"u8);
        _ = Encoding.UTF8.GetBytes(trimmed, texts.Scratch);
        var prefix = RequestPath.Encode(texts, texts.Since(mark));
        if (RequestPath.BeginsWith(request.Path, texts.Get(prefix)))
            RequestPath.MoveToBase(request, prefix.Length);
    }

    private static void SetOrigin(HttpRequestView request)
    {
        var named = request.Headers.Get("host"u8);
        if (!named.IsMissing)
            request.HostText = named;
        else if (!request.HostText.IsMissing)
            request.Headers.Add(request.Texts.Copy("host"u8), request.HostText);
        var scheme = FirstOf(request.Header("x-forwarded-proto"u8));
        if (!scheme.IsEmpty)
            request.IsHttps = !AsciiText.Same(scheme, "http"u8);
        request.Port = PortOf(request.Header("x-forwarded-port"u8));
        if (request.Port == 0)
            request.Port = PortOf(request.Host[(request.Host.LastIndexOf((byte)':') + 1)..]);
        if (request.Port == 0)
            request.Port = request.IsHttps ? 443 : 80;
    }

    // The proxy that is nearest has seen the last address itself; those before it are hearsay.
    private static HttpText ForwardedFor(HttpRequestView request, int trustedHops)
    {
        for (int index = LastOf(request), hops = trustedHops; index >= 0; index = Previous(request, index))
        {
            var text = request.Headers.ValueText(index);
            for (var end = text.Length; ;)
            {
                var comma = request.Texts.Get(text)[..end].LastIndexOf((byte)',');
                if (hops-- == 0)
                    return Address(request.Texts, text.Slice(comma + 1, end - comma - 1));
                if (comma < 0)
                    break;
                end = comma;
            }
        }

        return default;
    }

    private static int LastOf(HttpRequestView request) => Previous(request, request.HeaderCount);

    private static int Previous(HttpRequestView request, int index)
    {
        while (--index >= 0)
        {
            if (AsciiText.Same(request.HeaderName(index), "x-forwarded-for"u8))
                return index;
        }

        return -1;
    }

    /// <summary>An address without the port that some proxies add: <c>192.0.2.1:4711</c>, <c>[2001:db8::1]:4711</c>.</summary>
    private static HttpText Address(HttpTextStore texts, HttpText text)
    {
        var bytes = texts.Get(text);
        var start = bytes.IndexOfAnyExcept((byte)' ', (byte)'\t');
        if (start < 0)
            return default;
        text = text.Slice(start, bytes.LastIndexOfAnyExcept((byte)' ', (byte)'\t') + 1 - start);
        bytes = texts.Get(text);
        if (bytes[0] == (byte)'[' && bytes.IndexOf((byte)']') is > 0 and var bracket)
            return text.Slice(1, bracket - 1);
        return bytes.Count((byte)':') == 1 ? text.Slice(0, bytes.IndexOf((byte)':')) : text;
    }

    private static ReadOnlySpan<byte> FirstOf(ReadOnlySpan<byte> list)
    {
        var comma = list.IndexOf((byte)',');
        return (comma < 0 ? list : list[..comma]).Trim(" \t"u8);
    }

    private static int PortOf(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out ushort port, out var used) && used == text.Length ? port : 0;

    // A length that is wrong lets two servers disagree where a request ends; one that is missing makes some take the body for none.
    private static void SetContentLength(HttpRequestView request)
    {
        var first = request.Headers.Find("content-length"u8);
        if (first < 0 ? request.BodyLength == 0 && !SendsBody(request.Method) : request.KeepsContentLength)
            return;
        if (first >= 0 && request.Headers.Find("content-length"u8, first + 1) < 0
            && Utf8Parser.TryParse(request.Headers.Value(first), out int said, out var used) && used == request.Headers.Value(first).Length
            && said == request.BodyLength && request.Headers.Value(first)[0] != (byte)'+')
        {
            return;
        }

        var span = request.Texts.Scratch.GetSpan(10);
        var mark = request.Texts.Mark;
        _ = Utf8Formatter.TryFormat(request.BodyLength, span, out var length);
        request.Texts.Scratch.Advance(length);
        request.Headers.Set("content-length"u8, request.Texts.Since(mark));
    }

    private static bool SendsBody(ReadOnlySpan<byte> method) => method.SequenceEqual("POST"u8) || method.SequenceEqual("PUT"u8);
}
