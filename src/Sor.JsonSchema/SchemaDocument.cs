namespace Sor.JsonSchema;

/// <summary>A schema that others may refer to.</summary>
/// <param name="uri">Absolute URI by which it is referred to, without a fragment.</param>
/// <param name="utf8">The document; it must not change while compiled schemas are in use.</param>
public sealed class SchemaDocument(string uri, ReadOnlyMemory<byte> utf8)
{
    public string Uri { get; } = uri;

    public ReadOnlyMemory<byte> Utf8 { get; } = utf8;
}
