namespace Sor.JsonSchema;

/// <summary><c>dependentRequired</c>.</summary>
internal sealed class DependentRequiredKeyword(NameTable names, byte[][][] required) : Keyword
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
                isValid &= RequiredKeyword.HasAll(evaluation, owner, node, required[index], "dependentRequired", $", because it has {Shown.Name(names[index])}");
        }

        return isValid;
    }
}
