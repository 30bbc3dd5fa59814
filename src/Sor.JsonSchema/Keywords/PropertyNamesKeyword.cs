namespace Sor.JsonSchema;

/// <summary><c>propertyNames</c>.</summary>
internal sealed class PropertyNamesKeyword(Subschema schema) : Keyword
{
    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks)
    {
        var tape = evaluation.Instance;
        if (tape[node].Kind != JsonKind.Map)
            return true;
        var isValid = true;
        for (var member = node + 1; member < tape[node].Next; member = tape[member + 1].Next)
        {
            // For the schema a name is a string like others.
            tape[member].Kind = JsonKind.Text;
            var isNameValid = evaluation.Test(schema, member, null);
            tape[member].Kind = JsonKind.Name;
            if (isNameValid)
                continue;
            isValid = false;
            if (!evaluation.Collects)
                return false;
            evaluation.Add(owner, "propertyNames", member, "has a name that is not allowed");
        }

        return isValid;
    }
}
