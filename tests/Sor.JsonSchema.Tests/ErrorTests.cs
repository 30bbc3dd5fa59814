using System.Text;

namespace Sor.JsonSchema.Tests;

/// <summary>What is wrong with an instance: where, what, and what is allowed; the same for the same input.</summary>
public sealed class ErrorTests
{
    [Theory]
    [InlineData("""{"type":["string","null"]}""", "1", "(root): must be null or string; it is number")]
    [InlineData("""{"type":"integer"}""", "1.5", "(root): must be integer; it is number with a fraction")]
    [InlineData("""{"const":{"a":1}}""", "2", "(root): must be {...}")]
    [InlineData("""{"enum":["a",1,[],null]}""", "2", "(root): must be one of \"a\", 1, [], null")]
    [InlineData("""{"exclusiveMaximum":10.50}""", "10.5", "(root): must be below 10.50")]
    [InlineData("""{"multipleOf":0.01}""", "0.011", "(root): must be a multiple of 0.01")]
    [InlineData("""{"minLength":2}""", "\"😀\"", "(root): must have at least 2 characters; it has 1")]
    [InlineData("""{"items":{"pattern":"^a"}}""", """["a","b"]""", "/1: must match the pattern \"^a\"")]
    [InlineData("""{"format":"date"}""", "\"2023-02-29\"", "(root): must have the format date")]
    [InlineData("""{"uniqueItems":true}""", """[{"a":1,"b":2},0,{"b":2.0,"a":1}]""", "(root): must not have equal items; items 0 and 2 are equal")]
    [InlineData("""{"required":["a/~"]}""", "{}", "(root): must have the member \"a/~\"")]
    [InlineData("""{"properties":{"a/~":{"type":"null"}}}""", """{"a/~":1}""", "/a~1~0: must be null; it is number")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1}""", "(root): must have the member \"b\", because it has \"a\"")]
    [InlineData("""{"properties":{"a":true},"additionalProperties":false}""", """{"b":1}""", "/b: is not allowed; allowed members are \"a\"")]
    [InlineData("""{"propertyNames":{"maxLength":1}}""", """{"bb":1}""", "/bb: has a name that is not allowed")]
    [InlineData("""{"prefixItems":[true],"items":false}""", "[1,2]", "/1: is not allowed; there may be at most 1 items")]
    [InlineData("""{"contains":{"type":"null"},"minContains":2}""", "[null]", "(root): must have at least 2 items that are valid against the schema; it has 1")]
    [InlineData("""{"not":{}}""", "1", "(root): must not be valid against the schema")]
    [InlineData("""{"oneOf":[true,false,{}]}""", "1", "(root): must be valid against exactly one of the schemas; it is against 0 and 2, counted from 0")]
    [InlineData("""{"unevaluatedProperties":false,"properties":{"a":true}}""", """{"b":1}""", "/b: is not allowed: no other part of the schema speaks about it")]
    [InlineData("false", "1", "(root): is not allowed here")]
    [InlineData("{}", "{", "(root): is not valid JSON: line 1, byte 2")]
    public void An_error_says_where_and_what_is_allowed(string schema, string instance, string error) => Assert.Equal([error], Schemas.ErrorsOf(schema, instance));

    [Fact]
    public void An_error_has_the_place_in_the_schema()
    {
        var options = new SchemaOptions { Documents = [new SchemaDocument("https://example.com/a", """{"$defs":{"n":{"minimum":1}}}"""u8.ToArray())] };
        var schema = Schemas.Compile("""{"properties":{"a":{"$ref":"#/$defs/b"},"c":{"$ref":"https://example.com/a#/$defs/n"}},"$defs":{"b":{"type":"null"}}}""", options);

        var errors = schema.Validate("""{"a":1,"c":0}"""u8.ToArray()).Errors;

        Assert.Equal([("/a", "#/$defs/b/type", "type"), ("/c", "https://example.com/a#/$defs/n/minimum", "minimum")], errors.Select(static error => (error.InstancePointer, error.SchemaPointer, error.Keyword)));
    }

    [Fact]
    public void Errors_come_in_the_order_of_keywords_and_members()
    {
        const string Schema = """{"properties":{"b":{"type":"null"},"a":{"type":"null"}},"required":["d","c"],"maxProperties":1}""";

        Assert.Equal(
            ["(root): must have at most 1 members; it has 2", "(root): must have the member \"d\"", "(root): must have the member \"c\"", "/a: must be null; it is number", "/b: must be null; it is number"],
            Schemas.ErrorsOf(Schema, """{"a":1,"b":2}"""));
    }

    [Fact]
    public void When_none_of_several_schemas_fits_each_says_why() =>
        Assert.Equal(
            ["/0: must be valid against one of 2 schemas, and is against none", "/0: must be null; it is number", "/0: must be at least 2"],
            Schemas.ErrorsOf("""{"items":{"anyOf":[{"type":"null"},{"minimum":2}]}}""", "[1,2,null]"));

    [Fact]
    public void Errors_are_told_up_to_a_count()
    {
        var schema = Schemas.Compile("""{"items":{"type":"null"}}""", new SchemaOptions { ErrorCount = 3 });

        var some = schema.Validate("[1,2]"u8.ToArray());
        var many = schema.Validate("[1,2,3,4,5]"u8.ToArray());

        Assert.Equal((2, false), (some.Errors.Count, some.IsCut));
        Assert.Equal(["/0", "/1", "/2"], many.Errors.Select(static error => error.InstancePointer));
        Assert.True(many.IsCut);
    }

    [Fact]
    public void Long_lists_and_names_are_cut()
    {
        var name = new string('x', 1000);
        var values = string.Join(',', Enumerable.Range(0, 20));

        Assert.Equal(["(root): must be one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ..."], Schemas.ErrorsOf($$"""{"enum":[{{values}}]}""", "\"a\""));
        Assert.Equal([$"(root): must have the member \"{name[..60]}...\""], Schemas.ErrorsOf($$"""{"required":["{{name}}"]}""", "{}"));
    }

    [Fact]
    public void Long_names_of_an_instance_are_cut_in_pointers()
    {
        var name = new string('x', SchemaLimits.MaxPointerNameBytes - 1);

        Assert.Equal([$"/{name[1..]}é: is not allowed here"], Schemas.ErrorsOf("""{"additionalProperties":{"allOf":[false]}}""", $$"""{"{{name[1..]}}é":1}"""));
        Assert.Equal([$"/{name}...: is not allowed here"], Schemas.ErrorsOf("""{"additionalProperties":{"allOf":[false]}}""", $$"""{"{{name}}é":1}"""));
    }

    [Fact]
    public void Values_of_the_instance_are_never_told()
    {
        const string Schema = """{"allOf":[{"type":"null"},{"const":1},{"enum":[2]},{"minLength":99},{"pattern":"^a"},{"format":"date"},{"not":{"type":"string"}},{"oneOf":[{"type":"null"}]},false]}""";

        Assert.DoesNotContain(Schemas.ErrorsOf(Schema, "\"secret\""), static error => error.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void Work_is_bounded()
    {
        var definitions = string.Join(',', Enumerable.Range(0, 40).Select(static index => $$"""
            "d{{index}}":{"allOf":[{"$ref":"#/$defs/d{{index + 1}}"},{"$ref":"#/$defs/d{{index + 1}}"}]}
            """));
        var schema = $$$"""{"$ref":"#/$defs/d0","$defs":{ {{{definitions}}},"d40":{"type":"null"} } }""";

        Assert.Equal(["(root): takes more work to validate than is allowed"], Schemas.ErrorsOf(schema, "null"));
        Assert.Equal(["(root): needs schemas inside each other deeper than 512: does the schema refer to itself for the same value?"], Schemas.ErrorsOf("""{"$ref":"#"}""", "1"));
    }

    [Fact]
    public void An_instance_is_bounded()
    {
        Assert.Equal(["(root): is nested deeper than 128 levels"], Schemas.ErrorsOf("{}", new string('[', 129) + new string(']', 129)));
        Assert.Equal(["(root): has more than 2000000 values"], Schemas.ErrorsOf("{}", $"[{string.Join(',', Enumerable.Repeat("1", SchemaLimits.MaxInstanceNodes))}]"));
        Assert.False(Schemas.Compile("{}").Validate(new byte[SchemaLimits.MaxInstanceBytes + 1]).IsJson);
    }

    [Fact]
    public void One_schema_serves_several_threads()
    {
        var schema = Schemas.Compile("""{"items":{"$ref":"#/$defs/a"},"$defs":{"a":{"pattern":"^[a-f]*$","propertyNames":{"maxLength":1}}},"uniqueItems":true}""");
        var good = Encoding.UTF8.GetBytes("""["a","b","abc",{"a":1}]""");
        var bad = Encoding.UTF8.GetBytes("""["a","x",{"aa":1}]""");

        Parallel.For(0, 2000, index =>
        {
            Assert.True(schema.IsValid(good));
            Assert.Equal(2, schema.Validate(bad).Errors.Count);
        });
    }
}
