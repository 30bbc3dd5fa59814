namespace Sor.JsonSchema;

/// <summary><c>uniqueItems</c>: by hash, so that long arrays take linear time.</summary>
internal sealed class UniqueItemsKeyword : Keyword
{
    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks)
    {
        var tape = evaluation.Instance;
        if (tape[node].Kind != JsonKind.List || tape[node].Count < 2)
            return true;

        // Open addressing: nodes of items, 0 for none.
        var size = 4;
        while (size < tape[node].Count * 2)
            size *= 2;
        var table = new int[size];
        for (var item = node + 1; item < tape[node].Next; item = tape[item].Next)
        {
            evaluation.Steps -= tape[item].Next - item;
            if (evaluation.Steps < 0)
                return false;
            var slot = JsonEquality.HashOf(tape, item) & (size - 1);
            for (; table[slot] != 0; slot = (slot + 1) & (size - 1))
            {
                if (!JsonEquality.AreEqual(tape, table[slot], tape, item, ref evaluation.Steps))
                    continue;
                if (evaluation.Collects)
                    evaluation.Add(owner, "uniqueItems", node, $"must not have equal items; items {Ordinal(tape, node, table[slot])} and {Ordinal(tape, node, item)} are equal");
                return false;
            }

            table[slot] = item;
        }

        return true;
    }

    private static string Ordinal(JsonTape tape, int list, int target)
    {
        var ordinal = 0;
        for (var item = list + 1; item < target; item = tape[item].Next)
            ordinal++;
        return Shown.Number(ordinal);
    }
}
