namespace Sor.JsonSchema;

/// <summary>A schema with a URI of its own: the root of a document, or a schema with <c>$id</c>.</summary>
internal sealed class SchemaResource(string uri, SchemaFile file, int root)
{
    public string Uri { get; } = uri;

    public SchemaFile File { get; } = file;

    public int Root { get; } = root;

    /// <summary>Nodes by the names of <c>$anchor</c> and <c>$dynamicAnchor</c>.</summary>
    public Dictionary<string, int> Anchors { get; } = new(StringComparer.Ordinal);

    /// <summary>Nodes by the names of <c>$dynamicAnchor</c>; they are always compiled.</summary>
    public Dictionary<string, int> DynamicAnchors { get; } = new(StringComparer.Ordinal);
}
