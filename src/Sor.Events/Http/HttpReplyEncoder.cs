using System.Buffers;
using Sor.Events.Http.Replies;
using Sor.Events.Json;

namespace Sor.Events.Http;

/// <summary>
/// Writes a response in the form that the event's provider takes. What the form cannot hold is left out, and a warning says so. An instance
/// serves one response after another. Not thread-safe.
/// </summary>
public sealed class HttpReplyEncoder(HttpReplyOptions options)
{
    /// <summary>Said where several cookies do not fit.</summary>
    private const string LostCookies = "the response sets several cookies, and this kind of event takes one set-cookie header: the last stands";

    private readonly ReplyBody _body = new();

    /// <summary>What the last reply could not hold; null when it holds all of the response.</summary>
    public string? Warning { get; private set; }

    /// <summary>Appends the reply, as JSON.</summary>
    /// <exception cref="EventFormatException">The response cannot be expressed for this kind.</exception>
    public void Encode(HttpResponseView response, HttpReplyTarget target, IBufferWriter<byte> output)
    {
        Warning = null;
        _body.Take(response, target.IsHead, options);
        var json = new JsonOutput(output);
        switch (target.Kind)
        {
            case EventKind.RestV1:
                WriteProxy(response, HeaderShape.Arrays, ref json);
                break;
            case EventKind.HttpApiV2 or EventKind.FunctionUrl:
                WriteProxy(response, HeaderShape.JoinedWithoutCookies, ref json);
                break;
            case EventKind.Alb:
                WriteDescribed(response, target.IsMultiValue ? HeaderShape.Arrays : HeaderShape.Joined, ref json);
                break;
            case EventKind.VpcLatticeV1 or EventKind.VpcLatticeV2:
                WriteDescribed(response, HeaderShape.Joined, ref json);
                break;
            case EventKind.LambdaEdge:
                WriteEdge(response, ref json);
                break;
            case EventKind.AzureHttp:
                WriteAzure(response, ref json);
                break;
            case EventKind.OpenWhiskWeb:
                WriteOpenWhisk(response, ref json);
                break;
            case EventKind.WebSocketConnect or EventKind.WebSocketMessage or EventKind.WebSocketDisconnect:
                WriteStatus(response, ref json);
                WriteBody(ref json);
                json.Raw("}"u8);
                break;
            default:
                throw new ArgumentException("is not answered with an HTTP response", nameof(target));
        }

        json.Flush();
    }

    // API Gateway's and Function URLs'. A REST API refuses any member more; the others look for cookies in a member of their own.
    private void WriteProxy(HttpResponseView response, HeaderShape shape, ref JsonOutput json)
    {
        WriteStatus(response, ref json);
        json.Raw(shape == HeaderShape.Arrays ? ",\"multiValueHeaders\":"u8 : ",\"headers\":"u8);
        ReplyHeaders.Write(ref json, response.Headers, shape);
        if (shape == HeaderShape.JoinedWithoutCookies)
        {
            json.Raw(",\"cookies\":"u8);
            ReplyHeaders.WriteCookies(ref json, response.Headers);
        }

        WriteBody(ref json);
        WriteFlag(ref json);
    }

    // Load balancers' and Lattice's.
    private void WriteDescribed(HttpResponseView response, HeaderShape shape, ref JsonOutput json)
    {
        WarnOfCookies(response, shape);
        WriteStatus(response, ref json);
        json.Raw(",\"statusDescription\":\""u8);
        json.Number(response.StatusCode);
        json.Raw(" "u8);
        json.Raw(ReasonPhrases.Of(response.StatusCode));
        json.Raw(shape == HeaderShape.Arrays ? "\",\"multiValueHeaders\":"u8 : "\",\"headers\":"u8);
        ReplyHeaders.Write(ref json, response.Headers, shape);
        WriteBody(ref json);
        WriteFlag(ref json);
    }

    private void WriteEdge(HttpResponseView response, ref JsonOutput json)
    {
        json.Raw("{\"status\":\""u8);
        json.Number(response.StatusCode);
        json.Raw("\",\"statusDescription\":\""u8);
        json.Raw(ReasonPhrases.Of(response.StatusCode));
        json.Raw("\",\"headers\":"u8);
        ReplyHeaders.Write(ref json, response.Headers, HeaderShape.Keyed);
        WriteBody(ref json);
        json.Raw(_body.IsBase64 ? ",\"bodyEncoding\":\"base64\"}"u8 : ",\"bodyEncoding\":\"text\"}"u8);
    }

    // The output binding of an HTTP trigger is named res wherever its name is not chosen.
    private void WriteAzure(HttpResponseView response, ref JsonOutput json)
    {
        if (_body.IsBase64)
            throw new EventFormatException("/body", "is binary: an Azure custom handler can answer with text only, unless the host forwards requests (enableForwardingHttpRequest)");
        WarnOfCookies(response, HeaderShape.Joined);
        json.Raw("{\"Outputs\":{\"res\":"u8);
        WriteStatus(response, ref json);
        json.Raw(",\"headers\":"u8);
        ReplyHeaders.Write(ref json, response.Headers, HeaderShape.Joined);
        WriteBody(ref json);
        json.Raw("}},\"Logs\":[],\"ReturnValue\":null}"u8);
    }

    // The controller decodes what it takes for binary, and that is JSON as well.
    private void WriteOpenWhisk(HttpResponseView response, ref JsonOutput json)
    {
        if (response.Headers.Find("content-type"u8) is >= 0 and var type && MediaType.IsJson(response.Headers.Value(type)))
            _body.RequireBase64();
        WriteStatus(response, ref json);
        json.Raw(",\"headers\":"u8);
        ReplyHeaders.Write(ref json, response.Headers, HeaderShape.Mixed);
        WriteBody(ref json);
        json.Raw("}"u8);
    }

    private static void WriteStatus(HttpResponseView response, ref JsonOutput json)
    {
        json.Raw("{\"statusCode\":"u8);
        json.Number(response.StatusCode);
    }

    private void WriteBody(ref JsonOutput json)
    {
        json.Raw(",\"body\":"u8);
        _body.Write(ref json);
    }

    private void WriteFlag(ref JsonOutput json) =>
        json.Raw(_body.IsBase64 ? ",\"isBase64Encoded\":true}"u8 : ",\"isBase64Encoded\":false}"u8);

    private void WarnOfCookies(HttpResponseView response, HeaderShape shape)
    {
        if (shape == HeaderShape.Joined && ReplyHeaders.HasManyCookies(response.Headers))
            Warning = LostCookies;
    }
}
