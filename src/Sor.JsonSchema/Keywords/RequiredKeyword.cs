namespace Sor.JsonSchema;

/// <summary><c>required</c>, and one name of <c>dependentRequired</c> with what it requires; the reason ends the message.</summary>
internal sealed class RequiredKeyword(byte[][] names, string keyword, string reason) : Keyword
{
    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks)
    {
        if (evaluation.Instance[node].Kind != JsonKind.Map)
            return true;
        var hasAll = true;
        foreach (var name in names)
        {
            evaluation.Steps -= evaluation.Instance[node].Count;
            if (evaluation.Steps >= 0 && evaluation.Instance.Find(node, name) >= 0)
                continue;
            hasAll = false;
            if (!evaluation.Collects)
                return false;
            evaluation.Add(owner, keyword, node, $"must have the member {Shown.Name(name)}{reason}");
        }

        return hasAll;
    }
}
