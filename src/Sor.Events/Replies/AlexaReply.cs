using Sor.Events.Json;

namespace Sor.Events.Replies;

/// <summary>Skills of Alexa: a text is spoken, and ends the session; an object without <c>response</c> is the response.</summary>
internal static class AlexaReply
{
    internal static void Write(EventDocument document, EventDocument reply, ref JsonOutput json)
    {
        var response = reply.Member("response"u8);
        if (response.IsObject && reply.Member("version"u8).IsString)
        {
            json.Raw(reply.Root.Raw);
            return;
        }

        if (!response.IsObject)
            response = reply.Root;
        if (!response.IsObject && !response.IsString && !response.IsMissing)
            throw response.Error("is no answer to a skill: that is an object with version and response, a response, or a text");
        json.Raw("{\"version\":\"1.0\""u8);
        var attributes = reply.Member("sessionAttributes"u8);
        ReplyMembers.Write(ref json, "sessionAttributes"u8, attributes.IsObject ? attributes : document.Member("session"u8).Get("attributes"u8));
        json.Raw(",\"response\":"u8);
        if (response.IsString)
        {
            json.Raw("{\"outputSpeech\":{\"type\":\"PlainText\",\"text\":"u8);
            json.Raw(response.Raw);
            json.Raw("},\"shouldEndSession\":true}"u8);
        }
        else
        {
            json.Raw(response.IsObject ? response.Raw : "{}"u8);
        }

        json.Raw("}"u8);
    }
}
