using Sor.Events.Json;

namespace Sor.Events.Replies;

/// <summary>
/// Bots of Lex. A text is said, and the intent is fulfilled with it; nothing leaves the next step to the bot, or, where the bot asks for
/// fulfilment, fulfils the intent without a word.
/// </summary>
internal static class LexReply
{
    internal static void WriteV1(EventDocument document, EventDocument reply, ref JsonOutput json)
    {
        if (reply.Member("dialogAction"u8).IsObject)
        {
            json.Raw(reply.Root.Raw);
            return;
        }

        var text = reply.Root;
        if (!text.IsMissing && !text.IsString)
            throw text.Error("is no answer to a bot: that is an object with dialogAction, or a text");
        var attributes = document.Member("sessionAttributes"u8);
        json.Raw("{\"sessionAttributes\":"u8);
        json.Raw(attributes.IsObject ? attributes.Raw : "{}"u8);
        json.Raw(",\"dialogAction\":{\"type\":"u8);
        if (IsDelegated(document, text))
        {
            var slots = document.Member("currentIntent"u8).Get("slots"u8);
            json.Raw("\"Delegate\",\"slots\":"u8);
            json.Raw(slots.IsObject ? slots.Raw : "{}"u8);
        }
        else
        {
            json.Raw("\"Close\",\"fulfillmentState\":\"Fulfilled\""u8);
            if (text.IsString)
            {
                json.Raw(",\"message\":"u8);
                WriteMessage(text, ref json);
            }
        }

        json.Raw("}}"u8);
    }

    internal static void WriteV2(EventDocument document, EventDocument reply, ref JsonOutput json)
    {
        if (reply.Member("sessionState"u8).IsObject)
        {
            json.Raw(reply.Root.Raw);
            return;
        }

        var messages = reply.Root.IsObject ? reply.Member("messages"u8) : reply.Root;
        if (!messages.IsString && !messages.IsArray && !reply.Root.IsMissing)
            throw reply.Root.Error("is no answer to a bot: that is an object with sessionState or messages, a text, or an array of messages");
        json.Raw("{\"sessionState\":{"u8);
        WriteState(document.Member("sessionState"u8), IsDelegated(document, reply.Root), ref json);
        json.Raw("}"u8);
        WriteMessages(messages, ref json);
        ReplyMembers.Write(ref json, "requestAttributes"u8, document.Member("requestAttributes"u8));
        json.Raw("}"u8);
    }

    private static bool IsDelegated(EventDocument document, JsonValue reply) => reply.IsMissing && document.Member("invocationSource"u8).Is("DialogCodeHook"u8);

    private static void WriteState(JsonValue state, bool isDelegated, ref JsonOutput json)
    {
        var intent = state.Get("intent"u8);
        json.Raw("\"dialogAction\":{\"type\":"u8);
        json.Raw(isDelegated ? "\"Delegate\"}"u8 : intent.IsObject ? "\"Close\"}"u8 : "\"ElicitIntent\"}"u8);
        if (intent.IsObject && isDelegated)
        {
            ReplyMembers.Write(ref json, "intent"u8, intent);
        }
        else if (intent.IsObject)
        {
            json.Raw(",\"intent\":{"u8);
            json.Raw(ReplyMembers.WriteAllBut(ref json, "state"u8, intent) ? ","u8 : default);
            json.Raw("\"state\":\"Fulfilled\"}"u8);
        }

        ReplyMembers.Write(ref json, "sessionAttributes"u8, state.Get("sessionAttributes"u8));
    }

    private static void WriteMessages(JsonValue messages, ref JsonOutput json)
    {
        if (messages.IsMissing)
            return;
        json.Raw(",\"messages\":["u8);
        if (messages.IsString)
            WriteMessage(messages, ref json);
        var needsComma = false;
        foreach (var message in messages.Elements())
        {
            json.Raw(needsComma ? ","u8 : default);
            needsComma = true;
            if (message.IsObject)
                json.Raw(message.Raw);
            else
                WriteMessage(message.IsString ? message : throw message.Error("is no message of a bot: that is a text, or an object with contentType and content"), ref json);
        }

        json.Raw("]"u8);
    }

    private static void WriteMessage(JsonValue text, ref JsonOutput json)
    {
        json.Raw("{\"contentType\":\"PlainText\",\"content\":"u8);
        json.Raw(text.Raw);
        json.Raw("}"u8);
    }
}
