namespace Sor.JsonSchema;

/// <summary>What compilation is given beside the schema.</summary>
public sealed class SchemaOptions
{
    /// <summary>Nothing of its own: no patterns, no formats, no further documents.</summary>
    internal static SchemaOptions Default { get; } = new();

    /// <summary>Compiles the expressions of <c>pattern</c> and <c>patternProperties</c>. Null: both are not checked.</summary>
    public IPatternCompiler? Patterns { get; init; }

    /// <summary>Asserts <c>format</c>. Null: a format is an annotation only.</summary>
    public IFormatChecker? Formats { get; init; }

    /// <summary>Documents that references may name. Nothing else is ever read, and nothing is fetched.</summary>
    public IReadOnlyList<SchemaDocument> Documents { get; init; } = [];

    /// <summary>URI of the schema, which its own <c>$id</c> and references are relative to.</summary>
    public string BaseUri { get; init; } = "";

    /// <summary>Errors that one validation tells at most: 1 to <see cref="SchemaLimits.MaxErrors"/>.</summary>
    public int ErrorCount { get; init; } = SchemaLimits.MaxErrors;
}
