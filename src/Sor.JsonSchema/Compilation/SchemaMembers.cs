namespace Sor.JsonSchema;

/// <summary>Schemas by name, as <c>properties</c> has them.</summary>
internal sealed class SchemaMembers(NameTable names, Subschema[] schemas)
{
    public NameTable Names { get; } = names;

    /// <summary>At the positions of their names.</summary>
    public Subschema[] Schemas { get; } = schemas;
}
