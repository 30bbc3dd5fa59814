namespace Sor.JsonSchema;

/// <summary>Names by name, as <c>dependentRequired</c> has them.</summary>
internal sealed class NameLists(NameTable names, byte[][][] required)
{
    public NameTable Names { get; } = names;

    /// <summary>At the positions of their names.</summary>
    public byte[][][] Required { get; } = required;
}
