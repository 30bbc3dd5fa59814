namespace Sor.JsonSchema;

/// <summary><c>minimum</c>, <c>maximum</c> and their exclusive kinds, without rounding.</summary>
internal sealed class BoundKeyword(KeywordName keyword, string name, int value) : Keyword
{
    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks)
    {
        if (evaluation.Instance[node].Kind != JsonKind.Number)
            return true;
        var order = new ExactNumber(evaluation.Instance.Text(node)).CompareTo(new ExactNumber(owner.Tape.Text(value)));
        var (isValid, words) = keyword switch
        {
            KeywordName.Minimum => (order >= 0, "at least"),
            KeywordName.ExclusiveMinimum => (order > 0, "above"),
            KeywordName.Maximum => (order <= 0, "at most"),
            _ => (order < 0, "below"),
        };
        if (!isValid && evaluation.Collects)
            evaluation.Add(owner, name, node, $"must be {words} {Shown.Value(owner.Tape, value)}");
        return isValid;
    }
}
