namespace Sor.JsonSchema;

/// <summary><c>oneOf</c>.</summary>
internal sealed class OneOfKeyword(Subschema[] schemas) : Keyword
{
    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks)
    {
        var first = -1;
        for (var index = 0; index < schemas.Length; index++)
        {
            if (!evaluation.Test(schemas[index], node, marks))
                continue;
            if (first >= 0)
            {
                if (evaluation.Collects)
                    evaluation.Add(owner, "oneOf", node, $"must be valid against exactly one of the schemas; it is against {Shown.Number(first)} and {Shown.Number(index)}, counted from 0");
                return false;
            }

            first = index;
        }

        if (first < 0 && evaluation.Collects)
            AnyOfKeyword.Explain(evaluation, owner, schemas, node, "oneOf");
        return first >= 0;
    }
}
