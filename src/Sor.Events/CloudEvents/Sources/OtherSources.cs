using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>CloudEvents themselves, other providers, and what nobody knows.</summary>
internal static class OtherSources
{
    internal static void Write(SourceWriter w, EventKind kind, JsonValue record)
    {
        switch (kind)
        {
            case EventKind.CloudEvent or EventKind.CloudEventBatch:
                w.Declared(record);
                break;
            case EventKind.EventGrid:
                EventGrid(w, record);
                break;
            case EventKind.GcfLegacy or EventKind.PubSubPush:
                w.Google(kind, record);
                break;
            case EventKind.AzureTrigger:
                w.Begin();
                w.Type("com.microsoft.azure.functions.trigger"u8);
                w.End(record);
                break;
            case EventKind.Raw when w.Options.CouchDb is { } couchDb && w.Options.Mode != CloudEventMode.Whole && CouchDbSources.TryWrite(w, couchDb, record):
                break;
            default:
                w.Begin();
                w.Type("com.amazon.lambda.invoke"u8);
                w.End(record);
                break;
        }
    }

    internal static void EventGrid(SourceWriter w, JsonValue record)
    {
        w.Begin();
        w.Id(record.Get("id"u8));
        w.Source(record.Get("topic"u8) is { RawString.IsEmpty: false } topic ? w.Text().Add(topic) : w.Text().Add("urn:azure:eventgrid"u8));
        w.Type(w.Text().Add(record.Get("eventType"u8)));
        w.Subject(record.Get("subject"u8));
        w.Time(record.Get("eventTime"u8));
        w.Attribute("dataversion"u8, record.Get("dataVersion"u8));
        w.End(record.Get("data"u8));
    }
}
