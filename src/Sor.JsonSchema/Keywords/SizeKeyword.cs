namespace Sor.JsonSchema;

/// <summary>Least and most characters, items and members.</summary>
internal sealed class SizeKeyword(string name, JsonKind kind, string unit, int limit) : Keyword
{
    private readonly bool _isLeast = name.StartsWith("min", StringComparison.Ordinal);

    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks)
    {
        ref var instance = ref evaluation.Instance[node];
        if (instance.Kind != kind)
            return true;
        var size = kind == JsonKind.Text ? CodePoints(evaluation.Instance.Text(node)) : instance.Count;
        if (_isLeast ? size >= limit : size <= limit)
            return true;
        if (evaluation.Collects)
            evaluation.Add(owner, name, node, $"must have at {(_isLeast ? "least" : "most")} {Shown.Number(limit)} {unit}; it has {Shown.Number(size)}");
        return false;
    }

    private static int CodePoints(ReadOnlySpan<byte> utf8)
    {
        // Every byte but those that continue a character.
        var count = 0;
        foreach (var unit in utf8)
            count += (unit & 0xC0) != 0x80 ? 1 : 0;
        return count;
    }
}
