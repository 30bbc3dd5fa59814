namespace Sor.JsonSchema;

/// <summary><c>prefixItems</c> and <c>items</c>.</summary>
internal sealed class ItemsKeyword(Subschema[] prefix, Subschema? rest) : Keyword
{
    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks)
    {
        var tape = evaluation.Instance;
        if (tape[node].Kind != JsonKind.List)
            return true;
        var isValid = true;
        var ordinal = 0;
        for (var item = node + 1; item < tape[node].Next; item = tape[item].Next, ordinal++)
        {
            if (ordinal >= prefix.Length && rest is null)
                break;
            isValid &= ordinal < prefix.Length ? evaluation.Apply(prefix[ordinal], item, null) : ApplyRest(evaluation, owner, item);
            marks?.Mark(ordinal);
            if (!isValid && !evaluation.Collects)
                return false;
        }

        return isValid;
    }

    private bool ApplyRest(Evaluation evaluation, Subschema owner, int item)
    {
        if (!rest!.IsFalse)
            return evaluation.Apply(rest, item, null);
        if (evaluation.Collects)
            evaluation.Add(owner, "items", item, $"is not allowed; there may be at most {Shown.Number(prefix.Length)} items");
        return false;
    }
}
