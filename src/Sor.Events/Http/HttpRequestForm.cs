using System.Buffers;
using Sor.Events.Json;

namespace Sor.Events.Http;

/// <summary>Writes a request in the form that stages and tools take: <c>application/vnd.sor.http-request+json</c>.</summary>
public static class HttpRequestForm
{
    /// <summary>Appends the request as one JSON object.</summary>
    public static void Write(HttpRequestView request, IBufferWriter<byte> output)
    {
        var json = new JsonOutput(output);
        json.Raw("{\"kind\":\""u8);
        json.Raw(EventKinds.NameUtf8(request.Kind));
        json.Raw("\",\"method\":"u8);
        json.Text(request.Method);
        WriteTarget(request, ref json);
        WriteParts(request, ref json);
        json.Raw(request.IsHttps ? ",\"scheme\":\"https\",\"host\":"u8 : ",\"scheme\":\"http\",\"host\":"u8);
        json.TextOrNull(request.Host, request.HostText.IsMissing);
        json.Raw(",\"port\":"u8);
        json.Number(request.Port);
        json.Raw(",\"remoteIp\":"u8);
        json.TextOrNull(request.RemoteIp, request.RemoteIpText.IsMissing);
        json.Raw(",\"protocol\":"u8);
        json.TextOrNull(request.Protocol, request.ProtocolText.IsMissing);
        WriteHeaders(request, ref json);
        WriteBody(request.Body, request.Texts, ref json);
        json.Raw(",\"routeParams\":"u8);
        json.Raw(request.RouteParamsText.IsMissing ? "null"u8 : request.Texts.Get(request.RouteParamsText));
        json.Raw(",\"stage\":"u8);
        json.TextOrNull(request.Stage, request.StageText.IsMissing);
        json.Raw(request.IsMultiValue ? ",\"responseMode\":\"multiValueHeaders\"}"u8 : ",\"responseMode\":\"headers\"}"u8);
        json.Flush();
    }

    /// <summary>Appends what a stage is told of a request whose body it does not ask for: <c>method</c>, <c>target</c>, <c>path</c> and <c>headers</c> as in the form.</summary>
    public static void WriteHead(HttpRequestView request, IBufferWriter<byte> output)
    {
        var json = new JsonOutput(output);
        json.Raw("{\"method\":"u8);
        json.Text(request.Method);
        WriteTarget(request, ref json);
        WriteHeaders(request, ref json);
        json.Raw("}"u8);
        json.Flush();
    }

    private static void WriteTarget(HttpRequestView request, ref JsonOutput json)
    {
        json.Raw(",\"target\":\""u8);
        json.Content(request.Path);
        if (request.QueryText.Length > 0)
        {
            json.Raw("?"u8);
            json.Content(request.Query);
        }

        json.Raw("\",\"path\":"u8);
        json.Text(request.Path);
    }

    private static void WriteParts(HttpRequestView request, ref JsonOutput json)
    {
        json.Raw(",\"pathBase\":"u8);
        json.Text(request.PathBase);
        json.Raw(",\"query\":"u8);
        json.Text(request.Query);
    }

    private static void WriteHeaders(HttpRequestView request, ref JsonOutput json)
    {
        json.Raw(",\"headers\":["u8);
        for (var i = 0; i < request.HeaderCount; i++)
        {
            json.Raw(i == 0 ? "["u8 : ",["u8);
            WriteText(request, request.Headers.NameText(i), ref json);
            json.Raw(","u8);
            WriteText(request, request.Headers.ValueText(i), ref json);
            json.Raw("]"u8);
        }

        json.Raw("]"u8);
    }

    // What stands in the document as it is has no escapes there, and needs none here.
    private static void WriteText(HttpRequestView request, HttpText text, ref JsonOutput json)
    {
        if (text.Place == HttpTextPlace.Document)
            json.QuotedRaw(request.Texts.Document.Slice(text.Start, text.Length));
        else
            json.Text(request.Texts.Get(text));
    }

    private static void WriteBody(HttpBody body, HttpTextStore texts, ref JsonOutput json)
    {
        json.Raw(",\"body\":"u8);
        if (body.Raw.IsMissing || body.IsBase64)
        {
            json.Text(body.Text);
        }
        else
        {
            // As the event has it, escapes and all.
            json.Raw("\""u8);
            json.Raw(texts.Get(body.Raw));
            json.Raw("\""u8);
        }

        json.Raw(body.IsBase64 ? ",\"bodyEncoding\":\"base64\""u8 : ",\"bodyEncoding\":\"utf8\""u8);
    }
}
