using System.Buffers;
using System.Text.Unicode;
using Sor.Events.Http;
using Sor.Events.Json;

namespace Sor.Events.Replies;

/// <summary>
/// Agents of Bedrock: the answer is text in an envelope. For an action that is described as an HTTP operation it may be a response with
/// <c>statusCode</c>, too.
/// </summary>
internal static class BedrockReply
{
    internal static void Write(EventDocument document, EventDocument reply, ref JsonOutput json)
    {
        if (reply.Member("messageVersion"u8).IsString)
        {
            json.Raw(reply.Root.Raw);
            return;
        }

        json.Raw("{\"messageVersion\":\"1.0\",\"response\":{\"actionGroup\":"u8);
        json.Raw(document.Member("actionGroup"u8).Raw);
        if (document.Kind == EventKind.BedrockAgentApi)
            WriteOperation(document, reply, ref json);
        else
            WriteFunction(document, reply.Root, ref json);
    }

    private static void WriteOperation(EventDocument document, EventDocument reply, ref JsonOutput json)
    {
        ReplyMembers.Write(ref json, "apiPath"u8, document.Member("apiPath"u8));
        ReplyMembers.Write(ref json, "httpMethod"u8, document.Member("httpMethod"u8));
        json.Raw(",\"httpStatusCode\":"u8);
        if (reply.Member("statusCode"u8).IsMissing)
        {
            json.Raw("200,\"responseBody\":{\"application/json\":{\"body\":"u8);
            json.Text(reply.Root.Raw);
        }
        else
        {
            WriteResponse(reply.JsonMemory, ref json);
        }

        json.Raw("}}}}"u8);
    }

    private static void WriteResponse(ReadOnlyMemory<byte> reply, ref JsonOutput json)
    {
        var response = new HttpResponseView();
        response.Load(reply);
        json.Number(response.StatusCode);
        json.Raw(",\"responseBody\":{"u8);
        var type = response.Headers.Find("content-type"u8);
        json.Text(type < 0 ? "application/json"u8 : MediaType.WithoutParameters(response.Headers.Value(type)));
        json.Raw(":{\"body\":"u8);
        var body = new ArrayBufferWriter<byte>();
        response.WriteBody(body);
        json.Text(Utf8.IsValid(body.WrittenSpan) ? body.WrittenSpan : throw new EventFormatException("/body", "is binary: an agent takes text only"));
    }

    private static void WriteFunction(EventDocument document, JsonValue body, ref JsonOutput json)
    {
        ReplyMembers.Write(ref json, "function"u8, document.Member("function"u8));
        json.Raw(",\"functionResponse\":{\"responseBody\":{\"TEXT\":{\"body\":"u8);
        if (body.IsString)
            json.Raw(body.Raw);
        else
            json.Text(body.Raw);
        json.Raw("}}}}}"u8);
    }
}
