namespace Sor.JsonSchema;

/// <summary><c>$dynamicRef</c>: as <c>$ref</c>, unless its target is a dynamic anchor; then the outermost schema with that anchor is meant.</summary>
internal sealed class DynamicRefKeyword(Subschema target, string? anchor) : Keyword
{
    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks) =>
        evaluation.Apply(anchor is null ? target : evaluation.FindDynamic(anchor) ?? target, node, marks);
}
