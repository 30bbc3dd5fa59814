namespace Sor.JsonSchema;

/// <summary><c>allOf</c>.</summary>
internal sealed class AllOfKeyword(Subschema[] schemas) : Keyword
{
    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks)
    {
        var isValid = true;
        foreach (var schema in schemas)
        {
            isValid &= evaluation.Apply(schema, node, marks);
            if (!isValid && !evaluation.Collects)
                return false;
        }

        return isValid;
    }
}
