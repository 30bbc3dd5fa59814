namespace Sor.JsonSchema;

/// <summary><c>required</c>.</summary>
internal sealed class RequiredKeyword(byte[][] names) : Keyword
{
    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks) =>
        evaluation.Instance[node].Kind != JsonKind.Map || HasAll(evaluation, owner, node, names, "required", "");

    /// <summary>Whether a map has all names; an error for each that it lacks.</summary>
    public static bool HasAll(Evaluation evaluation, Subschema owner, int node, byte[][] names, string keyword, string reason)
    {
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
