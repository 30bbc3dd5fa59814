using System.Globalization;
using System.Text;

namespace Sor.JsonSchema.Tests;

/// <summary>Makes schemas and instances of few names, numbers and texts, so that about half of the instances are valid. The same for the same seed.</summary>
internal sealed class Generator(int seed)
{
    private static readonly string[] s_names = ["a", "b", "c", "a1"];
    private static readonly string[] s_texts = ["", "a", "b", "ab", "a1", "😀", "é1"];
    private static readonly string[] s_numbers = ["0", "1", "2", "3", "-1", "1.5", "2.0", "1e1", "-0.5"];
    private static readonly string[] s_patterns = ["^a", "1$", "^.$", "[ab]", "^$", "\\\\d"];
    private static readonly string[] s_types = ["null", "boolean", "number", "integer", "string", "array", "object"];

    private static readonly string[] s_keywords =
    [
        "type", "type", "const", "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern",
        "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "required", "dependentRequired", "$ref", "allOf", "anyOf", "oneOf", "not", "if",
        "dependentSchemas", "propertyNames", "properties", "properties", "patternProperties", "additionalProperties", "prefixItems", "items", "contains",
        "unevaluatedItems", "unevaluatedProperties",
    ];

    // The same sequence in every version of .NET.
    private uint _state = (uint)seed | 1;

    /// <summary>A schema with two definitions, which it may refer to.</summary>
    public string Schema()
    {
        while (true)
        {
            // Beside prefixItems ajv takes an empty array for one that contains enough, and for unevaluatedItems it does not count what contains has seen.
            var schema = AnySchema();
            if (!schema.Contains("\"contains\"", StringComparison.Ordinal) || !(schema.Contains("prefixItems", StringComparison.Ordinal) || schema.Contains("unevaluatedItems", StringComparison.Ordinal)))
                return schema;
        }
    }

    public string Instance(int depth = 3) => Below(depth > 0 ? 7 : 4) switch
    {
        0 => "null",
        1 => Below(2) == 0 ? "true" : "false",
        2 => Of(s_numbers),
        3 => Text(s_texts),
        4 => $"[{List(Below(4), () => Instance(depth - 1))}]",
        _ => Map(() => Instance(depth - 1)),
    };

    private string AnySchema()
    {
        var definitions = $"\"$defs\":{{\"x\":{Schema(2, mayRefer: false)},\"y\":{Schema(1, mayRefer: false)}}}";
        var rest = Members(4, mayRefer: true);
        return rest.Length == 0 ? $"{{{definitions}}}" : $"{{{rest},{definitions}}}";
    }

    private string Schema(int depth, bool mayRefer) => depth == 0 || Below(6) == 0
        ? (Below(5) == 0 ? "false" : Below(2) == 0 ? "true" : $"{{\"type\":{Text(s_types)}}}")
        : $"{{{Members(depth, mayRefer)}}}";

    private string Members(int depth, bool mayRefer)
    {
        var members = new List<string>();
        var seen = new HashSet<string>();
        for (var count = 1 + Below(3); count > 0; count--)
        {
            var keyword = Of(s_keywords);
            if ((keyword != "$ref" || mayRefer) && seen.Add(keyword))
                members.Add($"\"{keyword}\":{Value(keyword, depth - 1, mayRefer)}");
        }

        return string.Join(',', members);
    }

    private string Value(string keyword, int depth, bool mayRefer) => keyword switch
    {
        "type" => Below(2) == 0 ? Text(s_types) : $"[{string.Join(',', s_types.Where(_ => Below(2) == 0).DefaultIfEmpty("null").Select(static type => $"\"{type}\""))}]",
        "const" => Instance(1),
        "enum" => $"[{string.Join(',', Enumerable.Range(0, 1 + Below(3)).Select(_ => Instance(1)).Distinct())}]",
        "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" => Of(s_numbers),
        "multipleOf" => (1 + Below(3)).ToString(CultureInfo.InvariantCulture),
        "pattern" => $"\"{Of(s_patterns)}\"",
        "uniqueItems" => "true",
        "required" => Names(),
        "dependentRequired" => Map(Names),
        "$ref" => Below(2) == 0 ? "\"#/$defs/x\"" : "\"#/$defs/y\"",
        "allOf" or "anyOf" or "oneOf" or "prefixItems" => $"[{List(1 + Below(2), () => Schema(depth, mayRefer))}]",
        "if" => $"{Schema(depth, mayRefer)},\"then\":{Schema(depth, mayRefer)},\"else\":{Schema(depth, mayRefer)}",
        "dependentSchemas" or "properties" => Map(() => Schema(depth, mayRefer)),
        "patternProperties" => $"{{\"{Of(s_patterns)}\":{Schema(depth, mayRefer)}}}",
        "contains" => $"{Schema(depth, mayRefer)},\"minContains\":{Below(3)},\"maxContains\":{2 + Below(2)}",
        "not" or "propertyNames" or "additionalProperties" or "items" or "unevaluatedItems" or "unevaluatedProperties" => Schema(depth, mayRefer),
        _ => Below(4).ToString(CultureInfo.InvariantCulture),
    };

    private string Names() => $"[{string.Join(',', s_names.Where(_ => Below(3) == 0).Select(static name => $"\"{name}\""))}]";

    private string Map(Func<string> value)
    {
        var map = new StringBuilder();
        foreach (var name in s_names)
        {
            if (Below(2) == 0)
                map.Append(map.Length == 0 ? "" : ",").Append('"').Append(name).Append("\":").Append(value());
        }

        return $"{{{map}}}";
    }

    private static string List(int count, Func<string> item) => string.Join(',', Enumerable.Range(0, count).Select(_ => item()));

    private string Text(string[] choices) => $"\"{Of(choices)}\"";

    private string Of(string[] choices) => choices[Below(choices.Length)];

    private int Below(int limit)
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return (int)(_state % (uint)limit);
    }
}
