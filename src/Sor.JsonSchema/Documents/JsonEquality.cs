namespace Sor.JsonSchema;

/// <summary>Equality of JSON values: numbers by value, members in any order, strings by characters.</summary>
internal static class JsonEquality
{
    /// <summary>Takes a step for each name and item compared; ends, unequal, when none are left.</summary>
    public static bool AreEqual(JsonTape left, int leftNode, JsonTape right, int rightNode, ref int steps)
    {
        if (--steps < 0)
            return false;
        ref var first = ref left[leftNode];
        ref var second = ref right[rightNode];
        if (first.Kind != second.Kind || first.Count != second.Count)
            return false;
        return first.Kind switch
        {
            JsonKind.Null => true,
            JsonKind.Number => new ExactNumber(left.Text(leftNode)).CompareTo(new ExactNumber(right.Text(rightNode))) == 0,
            JsonKind.List => AreListsEqual(left, leftNode, right, rightNode, ref steps),
            JsonKind.Map => AreMapsEqual(left, leftNode, right, rightNode, ref steps),
            JsonKind.Boolean => left.Source[first.Start] == right.Source[second.Start],
            _ => left.Text(leftNode).SequenceEqual(right.Text(rightNode)),
        };
    }

    /// <summary>Adds a value to a hash that is the same for equal values.</summary>
    public static int HashOf(JsonTape tape, int index)
    {
        var hash = new HashCode();
        ref var node = ref tape[index];
        hash.Add((int)node.Kind);
        hash.Add(node.Count);
        switch (node.Kind)
        {
            case JsonKind.Number:
                new ExactNumber(tape.Text(index)).AddTo(ref hash);
                break;
            case JsonKind.List:
                for (var item = index + 1; item < node.Next; item = tape[item].Next)
                    hash.Add(HashOf(tape, item));
                break;
            case JsonKind.Map:
                hash.Add(HashOfMembers(tape, index));
                break;
            case JsonKind.Boolean:
                hash.Add((int)tape.Source[node.Start]);
                break;
            default:
                hash.AddBytes(tape.Text(index));
                break;
        }

        return hash.ToHashCode();
    }

    // A sum: the order of members does not matter.
    private static int HashOfMembers(JsonTape tape, int map)
    {
        var sum = 0;
        for (var member = map + 1; member < tape[map].Next; member = tape[member + 1].Next)
        {
            var hash = new HashCode();
            hash.AddBytes(tape.Text(member));
            hash.Add(HashOf(tape, member + 1));
            sum = unchecked(sum + hash.ToHashCode());
        }

        return sum;
    }

    private static bool AreListsEqual(JsonTape left, int leftNode, JsonTape right, int rightNode, ref int steps)
    {
        var other = rightNode + 1;
        for (var item = leftNode + 1; item < left[leftNode].Next; item = left[item].Next)
        {
            if (!AreEqual(left, item, right, other, ref steps))
                return false;
            other = right[other].Next;
        }

        return true;
    }

    private static bool AreMapsEqual(JsonTape left, int leftNode, JsonTape right, int rightNode, ref int steps)
    {
        // Mostly members stand in the same order: the search goes on where the last one ended.
        var start = rightNode + 1;
        for (var member = leftNode + 1; member < left[leftNode].Next; member = left[member + 1].Next)
        {
            var other = FindFrom(right, rightNode, start, left.Text(member), ref steps);
            if (other < 0 || !AreEqual(left, member + 1, right, other + 1, ref steps))
                return false;
            start = right[other + 1].Next;
        }

        return true;
    }

    private static int FindFrom(JsonTape tape, int map, int start, ReadOnlySpan<byte> name, ref int steps)
    {
        var member = start;
        for (var count = tape[map].Count; count > 0; count--)
        {
            if (member >= tape[map].Next)
                member = map + 1;
            if (--steps < 0)
                return -1;
            if (tape.Text(member).SequenceEqual(name))
                return member;
            member = tape[member + 1].Next;
        }

        return -1;
    }
}
