namespace Sor.JsonSchema;

/// <summary>A schema as it is applied: its keywords in a fixed order.</summary>
internal sealed class Subschema(SchemaResource resource, SchemaFile file, int node)
{
    public SchemaResource Resource { get; } = resource;

    public SchemaFile File { get; } = file;

    public int Node { get; } = node;

    public JsonTape Tape => File.Tape;

    /// <summary>Whether this is the schema <c>false</c>.</summary>
    public bool IsFalse { get; set; }

    /// <summary>Whether it has to know which members and items others have looked at.</summary>
    public bool HasUnevaluated { get; set; }

    public Keyword[] Keywords { get; set; } = [];

    /// <summary>The next schema that waits for its keywords.</summary>
    public Subschema? NextWaiting { get; set; }
}
