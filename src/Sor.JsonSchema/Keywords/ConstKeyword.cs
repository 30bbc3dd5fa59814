namespace Sor.JsonSchema;

/// <summary><c>const</c>.</summary>
internal sealed class ConstKeyword(int value) : Keyword
{
    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks)
    {
        if (JsonEquality.AreEqual(evaluation.Instance, node, owner.Tape, value, ref evaluation.Steps))
            return true;
        if (evaluation.Collects)
            evaluation.Add(owner, "const", node, $"must be {Shown.Value(owner.Tape, value)}");
        return false;
    }
}
