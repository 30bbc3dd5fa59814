namespace Sor.JsonSchema;

/// <summary><c>contains</c> with <c>minContains</c> and <c>maxContains</c>.</summary>
internal sealed class ContainsKeyword(Subschema schema, int least, int most) : Keyword
{
    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks)
    {
        var tape = evaluation.Instance;
        if (tape[node].Kind != JsonKind.List)
            return true;
        var count = 0;
        var ordinal = 0;
        for (var item = node + 1; item < tape[node].Next; item = tape[item].Next, ordinal++)
        {
            if (!evaluation.Test(schema, item, null))
                continue;
            count++;
            marks?.Mark(ordinal);
            if (marks is null && count >= least && most == int.MaxValue)
                return true;
        }

        if (count >= least && count <= most)
            return true;
        if (evaluation.Collects)
            evaluation.Add(owner, count < least ? "contains" : "maxContains", node, $"must have {Allowed()} items that are valid against the schema; it has {Shown.Number(count)}");
        return false;
    }

    private string Allowed() => most == int.MaxValue ? $"at least {Shown.Number(least)}" : $"{Shown.Number(least)} to {Shown.Number(most)}";
}
