using System.Globalization;
using System.Text;

namespace Sor.JsonSchema;

/// <summary>RFC 6901 pointers to nodes of a tape.</summary>
internal static class JsonPointer
{
    /// <summary>Path of a node, with long names cut; a member's name has the path of its value.</summary>
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
                        Append(path, tape.Text(child));
                    else
                        path.Append(Shown.Number(ordinal));
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
    /// The owner becomes the resource of the innermost schema that is known on the way.
    /// </summary>
    public static int Follow(SchemaFile file, int node, string pointer, ref SchemaResource owner)
    {
        var tape = file.Tape;
        if (pointer.Length == 0)
            return node;
        foreach (var segment in pointer[1..].Split('/'))
        {
            owner = file.Resources[node] ?? owner;
            node = tape[node].Kind switch
            {
                JsonKind.Map => tape.Find(node, Encoding.UTF8.GetBytes(NameOf(segment))),
                JsonKind.List => Item(tape, node, segment),
                _ => -1,
            };
            if (node < 0)
                return -1;
        }

        return node;
    }

    /// <summary>A segment without its escapes.</summary>
    private static string NameOf(string segment)
    {
        var name = new StringBuilder(segment.Length);
        for (var index = 0; index < segment.Length; index++)
        {
            var escape = segment[index] == '~' && index + 1 < segment.Length ? segment[index + 1] : ' ';
            name.Append(escape switch { '0' => '~', '1' => '/', _ => segment[index] });
            if (escape is '0' or '1')
                index++;
        }

        return name.ToString();
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

    private static void Append(StringBuilder path, ReadOnlySpan<byte> name)
    {
        var length = Math.Min(name.Length, SchemaLimits.MaxPointerNameBytes);

        // Not in the middle of a character.
        while (length < name.Length && (name[length] & 0xC0) == 0x80)
            length--;
        foreach (var letter in Encoding.UTF8.GetString(name[..length]))
        {
            _ = letter switch
            {
                '~' => path.Append("~0"),
                '/' => path.Append("~1"),
                _ => path.Append(letter),
            };
        }

        if (length < name.Length)
            path.Append("...");
    }
}
