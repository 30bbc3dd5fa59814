using Sor.Events.Json;

namespace Sor.Events.Replies;

/// <summary>Cognito: the event itself goes back, with the answer in the member that is the function's.</summary>
internal static class CognitoReply
{
    internal static void Write(EventDocument document, EventDocument reply, ref JsonOutput json)
    {
        var isPool = document.Kind == EventKind.CognitoUserPool;
        if (reply.Member(isPool ? "triggerSource"u8 : "identityPoolId"u8).IsString)
        {
            json.Raw(reply.Root.Raw);
            return;
        }

        if (isPool)
            WriteWith("response"u8, document, reply.Root, ref json);
        else
            WriteWith("datasetRecords"u8, document, reply.Member("datasetRecords"u8) is { IsObject: true } records ? records : reply.Root, ref json);
    }

    private static void WriteWith(ReadOnlySpan<byte> name, EventDocument document, JsonValue value, ref JsonOutput json)
    {
        if (!value.IsObject)
            throw value.Error("is no answer to Cognito: that is the event with its changes, or what is new in it, which is an object");
        json.Raw("{"u8);
        if (ReplyMembers.WriteAllBut(ref json, name, document.Root))
            json.Raw(","u8);
        json.Raw("\""u8);
        json.Raw(name);
        json.Raw("\":"u8);
        json.Raw(value.Raw);
        json.Raw("}"u8);
    }
}
