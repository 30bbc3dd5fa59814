using Sor.Events.CloudEvents.Google;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

// Events of Google's background functions, whose data is not the record as it came.
internal sealed partial class SourceWriter
{
    internal void Google(EventKind kind, JsonValue record)
    {
        Begin();
        if (kind == EventKind.PubSubPush)
            LegacyReader.WritePush(record, path: null, _now, _writer);
        else
            LegacyReader.WriteEvent(record, _writer);
        Complete();
        End();
    }
}
