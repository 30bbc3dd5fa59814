using System.Text;
using System.Text.Json;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>
/// Rows of CouchDB's feeds, as the adapter has it that the CloudEvents specification publishes. Nothing in a row says whose it is: it is one only
/// where the options name the server or the database.
/// </summary>
internal static class CouchDbSources
{
    /// <summary>Writes the row that an event is, if it is one.</summary>
    internal static bool TryWrite(SourceWriter w, string source, JsonValue row) => TryWriteDocument(w, source, row) || TryWriteDatabase(w, source, row);

    // Of _changes.
    private static bool TryWriteDocument(SourceWriter w, string source, JsonValue row)
    {
        var changes = row.Get("changes"u8);
        if (!IsSequence(row.Get("seq"u8)) || !row.Get("id"u8).IsString || !changes.IsArray)
            return false;
        Begin(w, source, row);
        w.Type(row.Get("deleted"u8).IsTrue ? "org.apache.couchdb.document.deleted"u8 : "org.apache.couchdb.document.updated"u8);
        w.Subject(row.Get("id"u8));
        w.Now();
        w.EndWith(changes);
        return true;
    }

    // Of _db_updates.
    private static bool TryWriteDatabase(SourceWriter w, string source, JsonValue row)
    {
        var type = row.Get("type"u8);
        if (!IsSequence(row.Get("seq"u8)) || !row.Get("db_name"u8).IsString || !(type.Is("created"u8) || type.Is("updated"u8) || type.Is("deleted"u8)))
            return false;
        Begin(w, source, row);
        w.Type("org.apache.couchdb.database."u8, type);
        w.Subject(row.Get("db_name"u8));
        w.Now();
        w.EndCarried();
        return true;
    }

    private static void Begin(SourceWriter w, string source, JsonValue row)
    {
        w.Begin();
        w.Attribute("id"u8, w.Text().Add(row.Get("seq"u8)));
        w.Source(w.Text().Add(Encoding.UTF8.GetBytes(source)));
    }

    // A number in old versions, with opaque text behind it since 2.0.
    private static bool IsSequence(JsonValue value) => value.Kind == JsonValueKind.Number || !value.RawString.IsEmpty;
}
