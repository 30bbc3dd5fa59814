namespace Sor.JsonSchema;

/// <summary><c>dependentSchemas</c>.</summary>
internal sealed class DependentSchemasKeyword(NameTable names, Subschema[] schemas) : Keyword
{
    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks)
    {
        if (evaluation.Instance[node].Kind != JsonKind.Map)
            return true;
        var isValid = true;
        for (var index = 0; index < schemas.Length; index++)
        {
            evaluation.Steps -= evaluation.Instance[node].Count;
            if (evaluation.Steps < 0)
                return false;
            if (evaluation.Instance.Find(node, names[index]) >= 0)
                isValid &= evaluation.Apply(schemas[index], node, marks);
        }

        return isValid;
    }
}
