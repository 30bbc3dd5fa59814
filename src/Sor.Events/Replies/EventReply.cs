using System.Buffers;
using Sor.Events.Json;

namespace Sor.Events.Replies;

/// <summary>
/// Answers an event that is neither a request nor a batch, in the form that its sender reads. A function may answer in that form itself, and
/// then nothing is changed; or with what it has to say alone, and then the rest is put around it.
/// </summary>
public static class EventReply
{
    /// <summary>Writes the answer.</summary>
    /// <param name="document">The event.</param>
    /// <param name="reply">What the function answered: JSON.</param>
    /// <param name="output">Where it goes.</param>
    /// <exception cref="EventFormatException">The answer is not JSON, or not what an answer to this kind can be.</exception>
    public static void Write(EventDocument document, EventDocument reply, IBufferWriter<byte> output)
    {
        var value = reply.Root;
        switch (document.Kind)
        {
            case EventKind.CognitoUserPool when !reply.Member("triggerSource"u8).IsString:
                Cognito(document, value, output);
                break;
            case EventKind.ApiGatewayAuthorizerV2 or EventKind.AppSyncAuthorizer when IsBoolean(value):
                output.Write("{\"isAuthorized\":"u8);
                output.Write(value.Raw);
                output.Write("}"u8);
                break;
            case EventKind.BedrockAgentApi when !reply.Member("messageVersion"u8).IsString:
                BedrockApi(document, value, output);
                break;
            case EventKind.BedrockAgentFunction when !reply.Member("messageVersion"u8).IsString:
                BedrockFunction(document, value, output);
                break;
            case EventKind.Connect:
                Connect(value, output);
                break;
            case EventKind.CloudFormation when !reply.Member("Status"u8).IsString:
                CloudFormation(document, reply, output);
                break;
            default:
                output.Write(value.Raw);
                break;
        }
    }

    private static bool IsBoolean(JsonValue value) => value.Raw.SequenceEqual("true"u8) || value.Raw.SequenceEqual("false"u8);

    // The event itself, with the answer in its member response.
    private static void Cognito(EventDocument document, JsonValue response, IBufferWriter<byte> output)
    {
        if (!response.IsObject)
            throw response.Error("is no answer to a user pool: that is the event with its response, or the response, which is an object");
        output.Write("{"u8);
        foreach (var member in document.Root.Members())
        {
            if (member.NameEquals("response"u8))
                continue;
            output.Write(member.Name.Raw);
            output.Write(":"u8);
            output.Write(member.Value.Raw);
            output.Write(","u8);
        }

        output.Write("\"response\":"u8);
        output.Write(response.Raw);
        output.Write("}"u8);
    }

    private static void BedrockApi(EventDocument document, JsonValue body, IBufferWriter<byte> output)
    {
        output.Write("{\"messageVersion\":\"1.0\",\"response\":{\"actionGroup\":"u8);
        output.Write(document.Member("actionGroup"u8).Raw);
        Copy(document, "apiPath"u8, output);
        Copy(document, "httpMethod"u8, output);
        output.Write(",\"httpStatusCode\":200,\"responseBody\":{\"application/json\":{\"body\":"u8);
        JsonText.Write(output, body.Raw);
        output.Write("}}}}"u8);
    }

    private static void BedrockFunction(EventDocument document, JsonValue body, IBufferWriter<byte> output)
    {
        output.Write("{\"messageVersion\":\"1.0\",\"response\":{\"actionGroup\":"u8);
        output.Write(document.Member("actionGroup"u8).Raw);
        Copy(document, "function"u8, output);
        output.Write(",\"functionResponse\":{\"responseBody\":{\"TEXT\":{\"body\":"u8);
        if (body.IsString)
            output.Write(body.Raw);
        else
            JsonText.Write(output, body.Raw);
        output.Write("}}}}}"u8);
    }

    // A contact flow reads a flat object of strings.
    private static void Connect(JsonValue value, IBufferWriter<byte> output)
    {
        if (!value.IsObject)
            throw value.Error("is no answer to a contact flow: that is a flat object");
        output.Write("{"u8);
        var needsComma = false;
        foreach (var member in value.Members())
        {
            if (member.Value.IsMissing)
                continue;
            if (member.Value.IsObject || member.Value.IsArray)
                throw member.Value.Error("is nested: a contact flow reads a flat object");
            if (needsComma)
                output.Write(","u8);
            needsComma = true;
            output.Write(member.Name.Raw);
            output.Write(":"u8);
            if (member.Value.IsString)
                output.Write(member.Value.Raw);
            else
                JsonText.Write(output, member.Value.Raw);
        }

        output.Write("}"u8);
    }

    // What is to be sent to ResponseURL; PhysicalResourceId and Data are the function's.
    private static void CloudFormation(EventDocument document, EventDocument reply, IBufferWriter<byte> output)
    {
        var id = reply.Member("PhysicalResourceId"u8);
        if (id.IsMissing)
            id = document.Member("PhysicalResourceId"u8);
        if (id.IsMissing)
            id = document.Member("RequestId"u8);
        output.Write("{\"Status\":\"SUCCESS\",\"PhysicalResourceId\":"u8);
        output.Write(id.IsString ? id.Raw : "\"\""u8);
        Copy(document, "StackId"u8, output);
        Copy(document, "RequestId"u8, output);
        Copy(document, "LogicalResourceId"u8, output);
        if (reply.Member("NoEcho"u8).IsTrue)
            output.Write(",\"NoEcho\":true"u8);
        var data = reply.Member("Data"u8);
        if (data.IsObject)
        {
            output.Write(",\"Data\":"u8);
            output.Write(data.Raw);
        }

        output.Write("}"u8);
    }

    private static void Copy(EventDocument document, ReadOnlySpan<byte> name, IBufferWriter<byte> output)
    {
        var value = document.Member(name);
        if (!value.IsString)
            return;
        output.Write(",\""u8);
        output.Write(name);
        output.Write("\":"u8);
        output.Write(value.Raw);
    }
}
