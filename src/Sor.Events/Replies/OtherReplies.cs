using Sor.Events.Json;

namespace Sor.Events.Replies;

/// <summary>Answers of one member or two.</summary>
internal static class OtherReplies
{
    /// <summary>SES: whether the rules after this one are looked at. Nothing goes on; an object is the answer itself.</summary>
    internal static void WriteDisposition(JsonValue reply, ref JsonOutput json)
    {
        if (reply.IsObject)
        {
            json.Raw(reply.Raw);
            return;
        }

        if (!reply.IsMissing && !reply.Is("CONTINUE"u8) && !reply.Is("STOP_RULE"u8) && !reply.Is("STOP_RULE_SET"u8))
            throw reply.Error("is no answer to a receipt rule: that is CONTINUE, STOP_RULE or STOP_RULE_SET, or an object with disposition");
        json.Raw("{\"disposition\":"u8);
        json.Raw(reply.IsString ? reply.Raw : "\"CONTINUE\""u8);
        json.Raw("}"u8);
    }

    /// <summary>Event Grid: a subscription is confirmed with the code that came, unless the answer says otherwise; nothing else is read.</summary>
    internal static void WriteEventGrid(JsonValue e, EventDocument reply, ref JsonOutput json)
    {
        var first = e.IsArray ? e.First() : e;
        var code = first.Get("data"u8).Get("validationCode"u8);
        if (!reply.Root.IsMissing || !code.IsString || !first.Get("eventType"u8).Is("Microsoft.EventGrid.SubscriptionValidationEvent"u8))
        {
            json.Raw(reply.Root.Raw);
            return;
        }

        json.Raw("{\"validationResponse\":"u8);
        json.Raw(code.Raw);
        json.Raw("}"u8);
    }

    /// <summary>The results of records without what stands around them.</summary>
    internal static void WriteResults(EventDocument document, JsonValue results, ref JsonOutput json)
    {
        if (document.Kind == EventKind.S3Batch)
        {
            json.Raw("{\"invocationSchemaVersion\":"u8);
            json.Raw(document.Member("invocationSchemaVersion"u8).Raw);
            json.Raw(",\"treatMissingKeysAs\":\"PermanentFailure\""u8);
            ReplyMembers.Write(ref json, "invocationId"u8, document.Member("invocationId"u8));
            json.Raw(",\"results\":"u8);
        }
        else
        {
            json.Raw("{\"records\":"u8);
        }

        json.Raw(results.Raw);
        json.Raw("}"u8);
    }

    /// <summary>A custom handler of Azure Functions: the answer is the return value.</summary>
    internal static void WriteAzure(EventDocument reply, ref JsonOutput json)
    {
        if (reply.Member("Outputs"u8).IsObject || !reply.Member("ReturnValue"u8).Raw.IsEmpty)
        {
            json.Raw(reply.Root.Raw);
            return;
        }

        json.Raw("{\"Outputs\":{},\"Logs\":[],\"ReturnValue\":"u8);
        json.Raw(reply.Root.Raw);
        json.Raw("}"u8);
    }
}
