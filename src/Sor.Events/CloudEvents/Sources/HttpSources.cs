using System.Buffers;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>Requests. They are HTTP first of all; as CloudEvents they say what was asked for, and where.</summary>
internal static class HttpSources
{
    internal static void Request(SourceWriter w, EventKind kind)
    {
        var e = w.Document;
        var parts = HttpParts.Of(e, kind);
        var headers = new CarriedHeaders(parts.Headers);
        if (w.Unwraps && w.InHttp.TryWrite(w, parts, headers))
            return;
        if (w.TakesWebhooks && w.Webhooks.TryWrite(w, kind, parts))
            return;
        w.Begin();
        Origin(w, kind, parts);
        Subject(w, kind, parts);
        w.EndWithBody(e.Root, parts.Body, parts.IsBase64, headers.ContentType.Utf8());
    }

    internal static void WebSocket(SourceWriter w, EventKind kind)
    {
        var e = w.Document;
        var message = e.Context("messageId"u8);
        w.Begin();
        w.Id(message.IsMissing ? e.Context("requestId"u8) : message);
        w.Source(w.Text().Add("wss://"u8).Add(e.Context("domainName"u8)).Add("/"u8).Add(e.Context("stage"u8)));
        w.Type(w.Text().Add("com.amazon.execute-api.websocket."u8).Add(kind switch
        {
            EventKind.WebSocketConnect => "connect"u8,
            EventKind.WebSocketMessage => "message"u8,
            _ => "disconnect"u8,
        }));
        w.Subject(e.Context("connectionId"u8));
        w.Time(e.Context("requestTimeEpoch"u8), TimeUnit.MillisecondsOrSeconds);
        w.Attribute("routekey"u8, e.Context("routeKey"u8));
        if (kind == EventKind.WebSocketMessage)
            w.EndWithContent(e.Member("body"u8), e.Member("isBase64Encoded"u8).IsTrue);
        else
            w.End(e.Root);
    }

    /// <summary>The time of a request, where its event has one.</summary>
    internal static void Time(SourceWriter w, EventKind kind)
    {
        if (kind == EventKind.RestV1)
            w.Time(w.Document.Context("requestTimeEpoch"u8), TimeUnit.MillisecondsOrSeconds);
        else if (kind is EventKind.HttpApiV2 or EventKind.FunctionUrl)
            w.Time(w.Document.Context("timeEpoch"u8), TimeUnit.MillisecondsOrSeconds);
        else if (kind == EventKind.VpcLatticeV2)
            w.Time(w.Document.Context("timeEpoch"u8), TimeUnit.Microseconds);
    }

    private static void Origin(SourceWriter w, EventKind kind, HttpParts parts)
    {
        var e = w.Document;
        switch (kind)
        {
            case EventKind.RestV1:
                w.Id(e.Context("requestId"u8));
                Host(w, parts);
                w.Type("com.amazon.execute-api.rest.request"u8);
                Time(w, kind);
                break;
            case EventKind.HttpApiV2 or EventKind.FunctionUrl:
                w.Id(e.Context("requestId"u8));
                Host(w, parts);
                w.Type(kind == EventKind.HttpApiV2 ? "com.amazon.execute-api.http.request"u8 : "com.amazon.lambda.url.request"u8);
                Time(w, kind);
                break;
            case EventKind.Alb:
                w.Source(e.Context("elb"u8).Get("targetGroupArn"u8));
                w.Type("com.amazon.elasticloadbalancing.request"u8);
                break;
            case EventKind.VpcLatticeV1:
                Host(w, parts);
                w.Type("com.amazon.vpc-lattice.request"u8);
                break;
            case EventKind.VpcLatticeV2:
                w.Source(e.Context("serviceArn"u8));
                w.Type("com.amazon.vpc-lattice.request"u8);
                Time(w, kind);
                break;
            case EventKind.LambdaEdge:
                Edge(w);
                break;
            case EventKind.AzureHttp:
                AzureHost(w, parts.Path.Utf8());
                w.Type("com.microsoft.azure.functions.http.request"u8);
                break;
            default:
                Host(w, parts);
                w.Type("org.apache.openwhisk.web.request"u8);
                break;
        }
    }

    private static void Edge(SourceWriter w)
    {
        var cf = w.Document.Member("Records"u8).First().Get("cf"u8);
        var config = cf.Get("config"u8);
        w.Id(config.Get("requestId"u8));
        w.Source(w.Text().Add("arn:aws:cloudfront::"u8).Add(w.Account).Add(":distribution/"u8).Add(config.Get("distributionId"u8)));
        if (config.Get("eventType"u8) is { RawString.IsEmpty: false } type)
            w.Type("com.amazon.cloudfront."u8, type);
        else
            w.Type(cf.Get("response"u8).IsObject ? "com.amazon.cloudfront.response"u8 : "com.amazon.cloudfront.request"u8);
    }

    private static void Host(SourceWriter w, HttpParts parts)
    {
        var host = w.Document.Context("domainName"u8);
        if (host.RawString.IsEmpty)
            host = parts.Header("host"u8);
        if (!host.RawString.IsEmpty)
            w.Source(w.Text().Add("https://"u8).Add(host));
    }

    // Scheme and host of the address.
    private static void AzureHost(SourceWriter w, ReadOnlySpan<byte> url)
    {
        if (PathStart(url) is > 0 and var start)
            w.Source(w.Text().Add(url[..start]));
    }

    private static void Subject(SourceWriter w, EventKind kind, HttpParts parts)
    {
        var path = parts.Path.Utf8();
        if (kind == EventKind.AzureHttp)
            path = path[PathStart(path)..];
        if (path.IndexOf((byte)'?') is >= 0 and var query)
            path = path[..query];
        var text = w.Text();
        foreach (var c in parts.Method.Utf8())
            text.Write([c is >= (byte)'a' and <= (byte)'z' ? (byte)(c - 32) : c]);
        w.Attribute("subject"u8, text.Add(path.StartsWith("/"u8) ? " "u8 : " /"u8).Add(path));
    }

    private static int PathStart(ReadOnlySpan<byte> url)
    {
        var scheme = url.IndexOf("://"u8);
        if (scheme < 0)
            return 0;
        var path = url[(scheme + 3)..].IndexOf((byte)'/');
        return path < 0 ? url.Length : scheme + 3 + path;
    }
}
