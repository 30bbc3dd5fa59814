using System.Text;

namespace Sor.JsonSchema;

/// <summary><c>pattern</c>.</summary>
internal sealed class PatternKeyword(IPattern pattern, string expression) : Keyword
{
    // Of text that is matched: as long as other steps take.
    private const int BytesPerStep = 8;

    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks)
    {
        if (evaluation.Instance[node].Kind != JsonKind.Text || Matches(evaluation, pattern, evaluation.Instance.Text(node)))
            return true;
        if (evaluation.Collects)
            evaluation.Add(owner, "pattern", node, $"must match the pattern {Shown.Name(Encoding.UTF8.GetBytes(expression))}");
        return false;
    }

    /// <summary>Gives the whole validation up when matching takes too long.</summary>
    public static bool Matches(Evaluation evaluation, IPattern pattern, ReadOnlySpan<byte> text)
    {
        evaluation.Steps -= text.Length / BytesPerStep;
        if (evaluation.Steps < 0)
            return false;
        var outcome = pattern.Match(Encoding.UTF8.GetString(text));
        if (outcome == PatternOutcome.TimedOut)
            evaluation.GiveUp("takes too long to match a pattern of the schema");
        return outcome == PatternOutcome.Match;
    }
}
