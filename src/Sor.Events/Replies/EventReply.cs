using System.Buffers;
using Sor.Events.Json;

namespace Sor.Events.Replies;

/// <summary>
/// Answers an event that is no request, in the form that its sender reads. A function may answer in that form itself, and then nothing is
/// changed; or with what it has to say alone, and then the rest is put around it.
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
        if (RecordAnswers.Takes(document, reply.Root))
        {
            RecordAnswers.Write(document, reply.Root, output);
            return;
        }

        var json = new JsonOutput(output);
        Write(document, reply, ref json);
        json.Flush();
    }

    private static void Write(EventDocument document, EventDocument reply, ref JsonOutput json)
    {
        switch (document.Kind)
        {
            case EventKind.ApiGatewayAuthorizerToken or EventKind.ApiGatewayAuthorizerRequest:
                AuthorizerReply.WritePolicy(document, reply, ref json);
                break;
            case EventKind.ApiGatewayAuthorizerV2 or EventKind.AppSyncAuthorizer:
                AuthorizerReply.WriteFlag("isAuthorized"u8, reply, ref json);
                break;
            case EventKind.CognitoUserPool or EventKind.CognitoSync:
                CognitoReply.Write(document, reply, ref json);
                break;
            case EventKind.BedrockAgentApi or EventKind.BedrockAgentFunction:
                BedrockReply.Write(document, reply, ref json);
                break;
            case EventKind.LexV1:
                LexReply.WriteV1(document, reply, ref json);
                break;
            case EventKind.LexV2:
                LexReply.WriteV2(document, reply, ref json);
                break;
            case EventKind.AlexaSkill:
                AlexaReply.Write(document, reply, ref json);
                break;
            case EventKind.Connect:
                ConnectReply.Write(reply.Root, ref json);
                break;
            case EventKind.CloudFormation or EventKind.CloudFormationProvider:
                CustomResourceReply.Write(document, reply, ref json);
                break;
            case EventKind.Ses:
                OtherReplies.WriteDisposition(reply.Root, ref json);
                break;
            case EventKind.IotCustomAuth or EventKind.IotPreprovision or EventKind.ClientVpn:
                DeviceReply.Write(document.Kind, reply, ref json);
                break;
            case EventKind.AppSyncEvents:
                AppSyncEventsReply.Write(document, reply.Root, ref json);
                break;
            case EventKind.Firehose or EventKind.KinesisAnalyticsInput or EventKind.KinesisAnalyticsOutput or EventKind.S3Batch when reply.Root.IsArray:
                OtherReplies.WriteResults(document, reply.Root, ref json);
                break;
            case EventKind.EventGrid:
                OtherReplies.WriteEventGrid(document.Root, reply, ref json);
                break;
            case EventKind.AzureTrigger:
                OtherReplies.WriteAzure(reply, ref json);
                break;
            default:
                json.Raw(reply.Root.Raw);
                break;
        }
    }
}
