namespace Sor.JsonSchema;

/// <summary><c>$ref</c>.</summary>
internal sealed class RefKeyword(Subschema target) : Keyword
{
    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks) => evaluation.Apply(target, node, marks);
}
