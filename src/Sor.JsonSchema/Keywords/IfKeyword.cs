namespace Sor.JsonSchema;

/// <summary><c>if</c> with <c>then</c> and <c>else</c>.</summary>
internal sealed class IfKeyword(Subschema condition, Subschema? consequence, Subschema? alternative) : Keyword
{
    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks)
    {
        var next = evaluation.Test(condition, node, marks) ? consequence : alternative;
        return next is null || evaluation.Apply(next, node, marks);
    }
}
