namespace Sor.JsonSchema;

/// <summary>A compiled schema, or why there is none.</summary>
public sealed class SchemaResult
{
    internal SchemaResult(JsonSchema? schema, IReadOnlyList<SchemaProblem> problems)
    {
        Schema = schema;
        Problems = problems;
    }

    /// <summary>Null when there are problems.</summary>
    public JsonSchema? Schema { get; }

    /// <summary>In the order in which they were found; at most <see cref="SchemaLimits.MaxProblems"/>.</summary>
    public IReadOnlyList<SchemaProblem> Problems { get; }
}
