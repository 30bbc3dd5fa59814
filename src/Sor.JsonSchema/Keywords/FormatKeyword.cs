namespace Sor.JsonSchema;

/// <summary><c>format</c>, where it is asserted.</summary>
internal sealed class FormatKeyword(IFormatChecker formats, string format) : Keyword
{
    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks)
    {
        if (evaluation.Instance[node].Kind != JsonKind.Text || formats.Check(format, evaluation.Instance.Text(node)))
            return true;
        if (evaluation.Collects)
            evaluation.Add(owner, "format", node, $"must have the format {format}");
        return false;
    }
}
