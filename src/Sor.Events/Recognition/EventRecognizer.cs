namespace Sor.Events.Recognition;

/// <summary>
/// Says what an event is by the members that it has, whatever their order. The rules are tried from the most telling to the least; each looks
/// at the types of the members as well, so that a payload which has but their names is not taken for one. What none knows is raw.
/// </summary>
internal static class EventRecognizer
{
    internal static EventKind Recognize(EventDocument e)
    {
        if (e.Root.IsArray)
            return ArrayRules.Recognize(e.Root);
        if (!e.Root.IsObject)
            return EventKind.Raw;
        if (e.Member("specversion"u8).IsString && e.Member("id"u8).IsString && e.Member("source"u8).IsString && e.Member("type"u8).IsString)
            return EventKind.CloudEvent;
        if (e.Member("requestContext"u8).IsObject && RequestContextRules.Recognize(e) is var kind and not EventKind.Raw)
            return kind;
        if (e.Member("raw_path"u8).IsString && e.Member("method"u8).IsString)
            return EventKind.VpcLatticeV1;
        if (e.Member("Records"u8) is { IsArray: true } records && RecordRules.Recognize(records.First()) is var ofRecord and not EventKind.Raw)
            return ofRecord;
        if (e.Member("eventSource"u8) is { IsString: true } source && RecordRules.OfRootSource(source) is var ofSource and not EventKind.Raw)
            return ofSource;
        return RootRules.Recognize(e);
    }
}
