using Sor.Events.Json;

namespace Sor.Events.Replies;

/// <summary>
/// AppSync Events: an array is what becomes of the published events. An element without an <c>id</c> is the payload of the event in its place.
/// </summary>
internal static class AppSyncEventsReply
{
    internal static void Write(EventDocument document, JsonValue reply, ref JsonOutput json)
    {
        if (!reply.IsArray)
        {
            json.Raw(reply.Raw);
            return;
        }

        json.Raw("{\"events\":["u8);
        var events = document.Member("events"u8).Elements();
        var needsComma = false;
        foreach (var element in reply.Elements())
        {
            var published = events.MoveNext() ? events.Current : default;
            json.Raw(needsComma ? ","u8 : default);
            needsComma = true;
            if (element.Get("id"u8).IsString && (!element.Get("payload"u8).Raw.IsEmpty || !element.Get("error"u8).Raw.IsEmpty))
                json.Raw(element.Raw);
            else
                WritePayload(published.Get("id"u8), element, ref json);
        }

        json.Raw("]}"u8);
    }

    private static void WritePayload(JsonValue id, JsonValue payload, ref JsonOutput json)
    {
        if (!id.IsString)
            throw payload.Error("is the payload of no event: none was published in its place");
        json.Raw("{\"id\":"u8);
        json.Raw(id.Raw);
        json.Raw(",\"payload\":"u8);
        json.Raw(payload.Raw);
        json.Raw("}"u8);
    }
}
