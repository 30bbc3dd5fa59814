using Sor.Events.Json;

namespace Sor.Events.Recognition;

/// <summary>Arrays: known by their first element, and only if every element is of its sort.</summary>
internal static class ArrayRules
{
    internal static EventKind Recognize(JsonValue array)
    {
        var kind = OfElement(array.First());
        if (kind == EventKind.Raw)
            return kind;
        foreach (var element in array.Elements())
        {
            if (OfElement(element) != kind)
                return EventKind.Raw;
        }

        return kind;
    }

    private static EventKind OfElement(JsonValue element)
    {
        if (!element.IsObject)
            return EventKind.Raw;
        if (element.Get("specversion"u8).IsString)
            return EventKind.CloudEventBatch;
        if (RootRules.IsEventGrid(element))
            return EventKind.EventGrid;
        if (element.Get("eventSource"u8) is { IsString: true } source
            && (RecordRules.OfRecordSource(source) != EventKind.Raw || RecordRules.OfRootSource(source) != EventKind.Raw))
        {
            return EventKind.PipesBatch;
        }

        var isResolver = RootRules.IsResolver(element) || (element.Get("info"u8).IsObject && !element.Get("arguments"u8).IsMissing);
        return isResolver ? EventKind.AppSyncBatch : EventKind.Raw;
    }
}
