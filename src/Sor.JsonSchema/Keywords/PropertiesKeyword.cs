namespace Sor.JsonSchema;

/// <summary><c>properties</c>, <c>patternProperties</c> and <c>additionalProperties</c>, in one walk over the members.</summary>
internal sealed class PropertiesKeyword(NameTable names, Subschema[] known, IPattern[] patterns, Subschema[] matched, Subschema? additional) : Keyword
{
    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks)
    {
        var tape = evaluation.Instance;
        if (tape[node].Kind != JsonKind.Map)
            return true;
        var isValid = true;
        var ordinal = 0;
        for (var member = node + 1; member < tape[node].Next; member = tape[member + 1].Next, ordinal++)
        {
            isValid &= ApplyToMember(evaluation, owner, member, out var isKnown);
            if (isKnown)
                marks?.Mark(ordinal);
            if (!isValid && !evaluation.Collects)
                return false;
        }

        return isValid;
    }

    private bool ApplyToMember(Evaluation evaluation, Subschema owner, int member, out bool isKnown)
    {
        evaluation.Steps--;
        var position = names.Find(evaluation.Instance.Text(member));
        isKnown = position >= 0;
        var isValid = !isKnown || evaluation.Apply(known[position], member + 1, null);
        for (var index = 0; index < patterns.Length; index++)
        {
            if (!PatternKeyword.Matches(evaluation, patterns[index], evaluation.Instance.Text(member)))
                continue;
            isKnown = true;
            isValid &= evaluation.Apply(matched[index], member + 1, null);
        }

        if (isKnown || additional is null)
            return isValid;
        isKnown = true;
        if (!additional.IsFalse)
            return evaluation.Apply(additional, member + 1, null);
        if (evaluation.Collects)
            evaluation.Add(owner, "additionalProperties", member, $"is not allowed; allowed members are {Shown.Names(names)}{(patterns.Length > 0 ? " and those that match a pattern" : "")}");
        return false;
    }
}
