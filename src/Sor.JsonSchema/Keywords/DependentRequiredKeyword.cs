namespace Sor.JsonSchema;

/// <summary><c>dependentRequired</c>: what each name requires stands at its position.</summary>
internal sealed class DependentRequiredKeyword(NameTable names, Keyword[] required) : Keyword
{
    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks)
    {
        if (evaluation.Instance[node].Kind != JsonKind.Map)
            return true;
        var isValid = true;
        for (var index = 0; index < required.Length; index++)
        {
            evaluation.Steps -= evaluation.Instance[node].Count;
            if (evaluation.Steps < 0)
                return false;
            if (evaluation.Instance.Find(node, names[index]) >= 0)
                isValid &= required[index].Apply(evaluation, owner, node, marks);
        }

        return isValid;
    }
}
