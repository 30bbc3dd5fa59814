namespace Sor.JsonSchema;

/// <summary><c>anyOf</c>.</summary>
internal sealed class AnyOfKeyword(Subschema[] schemas) : Keyword
{
    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks)
    {
        var isValid = false;
        foreach (var schema in schemas)
        {
            isValid |= evaluation.Test(schema, node, marks);

            // The others may still look at members that nobody else does.
            if (isValid && marks is null)
                return true;
        }

        if (!isValid && evaluation.Collects)
            Explain(evaluation, owner, schemas, node, "anyOf");
        return isValid;
    }

    /// <summary>Tells that no schema accepts a node, then why each of them does not.</summary>
    public static void Explain(Evaluation evaluation, Subschema owner, Subschema[] schemas, int node, string keyword)
    {
        var position = evaluation.Found;
        foreach (var schema in schemas)
            evaluation.Apply(schema, node, null);
        evaluation.Insert(position, owner, keyword, node, $"must be valid against one of {Shown.Number(schemas.Length)} schemas, and is against none");
    }
}
