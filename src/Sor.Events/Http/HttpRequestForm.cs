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
        var texts = request.Texts;
        json.Raw("{\"kind\":\""u8);
        json.Raw(EventKinds.NameUtf8(request.Kind));
        json.Raw("\",\"method\":"u8);
        WriteText(texts, request.MethodText, ref json);
        WriteTarget(request, ref json);
        WriteParts(request, ref json);
        json.Raw(request.IsHttps ? ",\"scheme\":\"https\",\"host\":"u8 : ",\"scheme\":\"http\",\"host\":"u8);
        WriteTextOrNull(texts, request.HostText, ref json);
        json.Raw(",\"port\":"u8);
        json.Number(request.Port);
        json.Raw(",\"remoteIp\":"u8);
        WriteTextOrNull(texts, request.RemoteIpText, ref json);
        json.Raw(",\"protocol\":"u8);
        WriteTextOrNull(texts, request.ProtocolText, ref json);
        WriteHeaders(request, ref json);
        WriteBody(request.Body, texts, ref json);
        json.Raw(",\"routeParams\":"u8);
        json.Raw(request.RouteParamsText.IsMissing ? "null"u8 : texts.Get(request.RouteParamsText));
        json.Raw(",\"stage\":"u8);
        WriteTextOrNull(texts, request.StageText, ref json);
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
        WriteText(request.Texts, request.PathText, ref json);
    }

    private static void WriteParts(HttpRequestView request, ref JsonOutput json)
    {
        json.Raw(",\"pathBase\":"u8);
        WriteText(request.Texts, request.PathBaseText, ref json);
        json.Raw(",\"query\":"u8);
        WriteText(request.Texts, request.QueryText, ref json);
    }

    private static void WriteHeaders(HttpRequestView request, ref JsonOutput json)
    {
        json.Raw(",\"headers\":["u8);
        var document = request.Texts.Document;
        for (var i = 0; i < request.HeaderCount; i++)
        {
            var (name, value) = (request.Headers.NameText(i), request.Headers.ValueText(i));

            // In a document without white space both stand next to each other, and are copied at once. A value may also be a number.
            if (name.IsInDocument && value.IsInDocument && value.Start == name.Start + name.Length + 3 && document[value.Start - 1] == (byte)'"')
            {
                json.MemberAsPair(document.Slice(name.Start - 1, name.Length + value.Length + 5), name.Length + 2, isFirst: i == 0);
                continue;
            }

            json.Raw(i == 0 ? "["u8 : ",["u8);
            WriteText(request.Texts, name, ref json);
            json.Raw(","u8);
            WriteText(request.Texts, value, ref json);
            json.Raw("]"u8);
        }

        json.Raw("]"u8);
    }

    // What stands in the document as it is has no escapes there, and needs none here.
    private static void WriteText(HttpTextStore texts, HttpText text, ref JsonOutput json)
    {
        if (text.IsInDocument)
            json.QuotedRaw(texts.Document.Slice(text.Start, text.Length));
        else
            json.Text(texts.Get(text));
    }

    private static void WriteTextOrNull(HttpTextStore texts, HttpText text, ref JsonOutput json)
    {
        if (text.IsMissing)
            json.Raw("null"u8);
        else
            WriteText(texts, text, ref json);
    }

    private static void WriteBody(HttpBody body, HttpTextStore texts, ref JsonOutput json)
    {
        json.Raw(",\"body\":"u8);
        if (body.Raw.IsMissing || body.IsBase64)
            json.Text(body.Text);
        else
            json.QuotedRaw(texts.Get(body.Raw)); // As the event has it, escapes and all.
        json.Raw(body.IsBase64 ? ",\"bodyEncoding\":\"base64\""u8 : ",\"bodyEncoding\":\"utf8\""u8);
    }
}
