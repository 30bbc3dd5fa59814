namespace Sor.JsonSchema;

/// <summary><c>multipleOf</c>, without rounding: the divisor is its digits, which do not end in 0, times 10^scale.</summary>
internal sealed class MultipleOfKeyword(int value, ulong digits, long scale) : Keyword
{
    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks)
    {
        if (evaluation.Instance[node].Kind != JsonKind.Number || new ExactNumber(evaluation.Instance.Text(node)).IsMultipleOf(digits, scale))
            return true;
        if (evaluation.Collects)
            evaluation.Add(owner, "multipleOf", node, $"must be a multiple of {Shown.Value(owner.Tape, value)}");
        return false;
    }
}
