namespace Sor.JsonSchema;

/// <summary><c>unevaluatedItems</c>: for items that no other keyword of the schema, nor of those applied to the same value, has looked at.</summary>
internal sealed class UnevaluatedItemsKeyword(Subschema schema) : Keyword
{
    public override bool ComesLast => true;

    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks)
    {
        var tape = evaluation.Instance;
        if (tape[node].Kind != JsonKind.List)
            return true;
        var isValid = true;
        var ordinal = 0;
        for (var item = node + 1; item < tape[node].Next; item = tape[item].Next, ordinal++)
        {
            // A schema with this keyword always has marks for arrays and objects.
            if (marks![ordinal])
                continue;
            marks.Mark(ordinal);
            isValid &= ApplyTo(evaluation, owner, item);
            if (!isValid && !evaluation.Collects)
                return false;
        }

        return isValid;
    }

    private bool ApplyTo(Evaluation evaluation, Subschema owner, int value)
    {
        if (!schema.IsFalse)
            return evaluation.Apply(schema, value, null);
        if (evaluation.Collects)
            evaluation.Add(owner, "unevaluatedItems", value, "is not allowed: no other part of the schema speaks about it");
        return false;
    }
}
