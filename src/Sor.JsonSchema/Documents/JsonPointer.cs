using System.Globalization;
using System.Text;

namespace Sor.JsonSchema;

/// <summary>RFC 6901 pointers to nodes of a tape.</summary>
internal static class JsonPointer
{
    /// <summary>Path of a node; a member's name has the path of its value.</summary>
    public static string Of(JsonTape tape, int target)
    {
        var path = new StringBuilder();
        var container = 0;
        while (container != target)
        {
            var isMap = tape[container].Kind == JsonKind.Map;
            var child = container + 1;
            for (var ordinal = 0; ; ordinal++)
            {
                var value = isMap ? child + 1 : child;
                if (target < tape[value].Next)
                {
                    path.Append('/');
                    if (isMap)
                        Append(path, Encoding.UTF8.GetString(tape.Text(child)));
                    else
                        path.Append(ordinal.ToString(CultureInfo.InvariantCulture));
                    container = target == child ? target : value;
                    break;
                }

                child = tape[value].Next;
            }
        }

        return path.ToString();
    }

    /// <summary>
    /// Follows a pointer (empty, or beginning with a slash, percent signs already decoded) from a node; -1 when it leads nowhere.
    /// Each node on the way is told.
    /// </summary>
    public static int Follow(JsonTape tape, int node, string pointer, Action<int> visited)
    {
        if (pointer.Length == 0)
            return node;
        foreach (var segment in pointer[1..].Split('/'))
        {
            visited(node);
            var name = segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            node = tape[node].Kind switch
            {
                JsonKind.Map => tape.Find(node, Encoding.UTF8.GetBytes(name)),
                JsonKind.List => Item(tape, node, name),
                _ => -1,
            };
            if (node < 0)
                return -1;
        }

        return node;
    }

    private static int Item(JsonTape tape, int list, string segment)
    {
        if (!int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) || ordinal >= tape[list].Count || (segment.Length > 1 && segment[0] == '0'))
            return -1;
        var item = list + 1;
        for (; ordinal > 0; ordinal--)
            item = tape[item].Next;
        return item;
    }

    private static void Append(StringBuilder path, string name)
    {
        foreach (var letter in name)
        {
            _ = letter switch
            {
                '~' => path.Append("~0"),
                '/' => path.Append("~1"),
                _ => path.Append(letter),
            };
        }
    }
}
