using Sor.JsonSchema;
using Sor.JsonSchema.Patterns;

namespace Sor.Fuzz;

/// <summary>The compiler of JSON Schemas and their application: the first line is the schema, the rest an instance.</summary>
internal sealed class SchemaTarget : IFuzzTarget
{
    private static readonly SchemaOptions s_bare = new();
    private static readonly SchemaOptions s_full = new() { Patterns = RegexPatterns.Instance, Formats = FormatChecker.Instance, ErrorCount = 7 };

    public string Name => "schema";

    public IReadOnlyList<byte[]> Dictionary { get; } = [.. ((string[])
    [
        "\"type\":", "\"const\":", "\"enum\":[", "\"minimum\":", "\"multipleOf\":", "\"maxLength\":", "\"pattern\":\"", "\"format\":\"date-time\"", "\"uniqueItems\":true", "\"required\":[\"a\"]",
        "\"dependentRequired\":{", "\"$ref\":\"#\"", "\"$ref\":\"#/$defs/a\"", "\"$dynamicRef\":\"#a\"", "\"$dynamicAnchor\":\"a\"", "\"$anchor\":\"a\"", "\"$id\":\"a/../b\"", "\"$defs\":{\"a\":", "\"allOf\":[",
        "\"anyOf\":[", "\"oneOf\":[", "\"not\":", "\"if\":", "\"then\":", "\"else\":", "\"dependentSchemas\":{", "\"propertyNames\":", "\"properties\":{\"a\":", "\"patternProperties\":{\"^a\":",
        "\"additionalProperties\":false", "\"prefixItems\":[", "\"items\":", "\"contains\":", "\"minContains\":2", "\"unevaluatedItems\":false", "\"unevaluatedProperties\":false", "\"object\"", "\"integer\"",
        "{", "}", "[", "]", ",", "\n", "1e999", "-0.0", "1.50", "true", "null", "~1", "%25", "\\u00e9", "\\ud800", "\ud83d\ude00", "[^a-z]", "(?=a)", "{2,3}",
    ]).Select(Property.Utf8)];

    public IReadOnlyList<byte[]> Seeds { get; } = [.. ((string[])
    [
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\",\"minimum\":1},\"b\":{\"pattern\":\"^[a-z]+$\",\"maxLength\":3}},\"required\":[\"a\"],\"additionalProperties\":false}\n{\"a\":1,\"b\":\"x\"}",
        "{\"$defs\":{\"n\":{\"$dynamicAnchor\":\"n\",\"properties\":{\"next\":{\"$dynamicRef\":\"#n\"}},\"unevaluatedProperties\":false}},\"$ref\":\"#/$defs/n\"}\n{\"next\":{\"next\":{\"x\":1}}}",
        "{\"items\":{\"anyOf\":[{\"const\":1.0},{\"enum\":[\"a\",null]}]},\"uniqueItems\":true,\"contains\":{\"type\":\"null\"},\"maxContains\":1}\n[1,\"a\",null,1.0]",
        "{\"if\":{\"required\":[\"a\"]},\"then\":{\"dependentSchemas\":{\"a\":{\"propertyNames\":{\"maxLength\":1}}}},\"else\":{\"oneOf\":[true,{\"minProperties\":1}]}}\n{\"bb\":{\"multipleOf\":0.01}}",
    ]).Select(Property.Utf8)];

    public void Execute(byte[] input)
    {
        var end = Array.IndexOf(input, (byte)'\n');
        var schema = end < 0 ? input : input[..end];
        var instance = end < 0 ? input : input[(end + 1)..];
        Check(schema, instance, s_bare);
        Check(schema, instance, s_full);
    }

    private static void Check(byte[] schema, byte[] instance, SchemaOptions options)
    {
        var result = Sor.JsonSchema.JsonSchema.Compile(schema, options);
        Property.Holds(result.Schema is null == result.Problems.Count > 0, "a schema is refused without a reason, or used in spite of one");
        foreach (var problem in result.Problems)
            Property.Holds(problem.Message.Length > 0 && problem.Location.Contains('#', StringComparison.Ordinal), "a problem has no words or no place");
        if (result.Schema is null)
            return;

        var first = result.Schema.Validate(instance);
        Property.Holds(first.IsValid == result.Schema.IsValid(instance), "the quick answer is another one");
        Property.Holds(first.Errors.Count <= options.ErrorCount, "there are more errors than were asked for");
        Property.Same(string.Join('\n', first.Errors), string.Join('\n', result.Schema.Validate(instance).Errors), "the errors are others the second time");
    }
}
