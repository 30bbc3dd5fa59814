namespace Sor.JsonSchema;

/// <summary><c>enum</c>.</summary>
internal sealed class EnumKeyword(int list) : Keyword
{
    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks)
    {
        for (var item = list + 1; item < owner.Tape[list].Next; item = owner.Tape[item].Next)
        {
            if (JsonEquality.AreEqual(evaluation.Instance, node, owner.Tape, item, ref evaluation.Steps))
                return true;
        }

        if (evaluation.Collects)
            evaluation.Add(owner, "enum", node, $"must be one of {Shown.Values(owner.Tape, list)}");
        return false;
    }
}
