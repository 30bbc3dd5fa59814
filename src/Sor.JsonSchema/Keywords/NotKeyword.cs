namespace Sor.JsonSchema;

/// <summary><c>not</c>.</summary>
internal sealed class NotKeyword(Subschema schema) : Keyword
{
    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks)
    {
        if (!evaluation.Test(schema, node, null))
            return true;
        if (evaluation.Collects)
            evaluation.Add(owner, "not", node, "must not be valid against the schema");
        return false;
    }
}
