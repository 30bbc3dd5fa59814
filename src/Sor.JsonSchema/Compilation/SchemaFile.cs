namespace Sor.JsonSchema;

/// <summary>One schema document with what is known of its nodes.</summary>
internal sealed class SchemaFile(JsonTape tape, string uri)
{
    public JsonTape Tape { get; } = tape;

    /// <summary>URI it was registered under; empty for the schema itself.</summary>
    public string Uri { get; } = uri;

    /// <summary>Resource that each schema of the document belongs to; null where no schema is known to stand.</summary>
    public SchemaResource?[] Resources { get; } = new SchemaResource?[tape.Count];

    /// <summary>Schemas that have been compiled, by node.</summary>
    public Subschema?[] Compiled { get; } = new Subschema?[tape.Count];

    public string PointerTo(int node) => $"{Uri}#{JsonPointer.Of(Tape, node)}";
}
