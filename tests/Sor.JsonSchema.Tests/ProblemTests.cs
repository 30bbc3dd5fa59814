namespace Sor.JsonSchema.Tests;

/// <summary>What is wrong with a schema is told when it is compiled: where, and what is allowed.</summary>
public sealed class ProblemTests
{
    [Theory]
    [InlineData("""[]""", "#: a schema must be an object, true or false")]
    [InlineData("""{"type":"strin"}""", "#/type: a type must be one of \"null\", \"boolean\", \"number\", \"integer\", \"string\", \"array\", \"object\"")]
    [InlineData("""{"type":[]}""", "#/type: 'type' must name at least one type")]
    [InlineData("""{"properties":{"a/b":{"minimum":"1"}}}""", "#/properties/a~1b/minimum: 'minimum' must be a number")]
    [InlineData("""{"maxLength":-1}""", "#/maxLength: 'maxLength' must be a whole number, 0 or above")]
    [InlineData("""{"multipleOf":0}""", "#/multipleOf: 'multipleOf' must be above 0 and have at most 18 significant digits")]
    [InlineData("""{"required":["a",1]}""", "#/required/1: 'required' must be an array of names")]
    [InlineData("""{"allOf":[]}""", "#/allOf: 'allOf' must have at least one schema")]
    [InlineData("""{"anyOf":{}}""", "#/anyOf: 'anyOf' must be an array of schemas")]
    [InlineData("""{"properties":[]}""", "#/properties: 'properties' must be an object of schemas")]
    [InlineData("""{"pattern":"["}""", "#/pattern: the pattern cannot be used: a class has no ']'")]
    [InlineData("""{"pattern":"(?#a)"}""", "#/pattern: the pattern cannot be used: it has a group of a kind that ECMA-262 does not have")]
    [InlineData("""{"$ref":"#/$defs/a"}""", "#/$ref: refers to '#/$defs/a', which leads nowhere")]
    [InlineData("""{"$ref":"#a"}""", "#/$ref: refers to the anchor 'a', which the schema does not have")]
    [InlineData("""{"$ref":"https://example.com/a"}""", "#/$ref: refers to 'https://example.com/a', which is no schema that is known here; nothing is fetched: register the document, or move it under '$defs'")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#"}""", "#/$schema: '$schema' must be \"https://json-schema.org/draft/2020-12/schema\": no other dialect is supported")]
    [InlineData("""{"if":{"type":1}}""", "#/if/type: 'type' must be a type or an array of types")]
    [InlineData("""{"then":{"minItems":"1"}}""", "#/then/minItems: 'minItems' must be a whole number, 0 or above")]
    [InlineData("""{"else":1}""", "#/else: a schema must be an object, true or false")]
    [InlineData("""{"$defs":{"a":{"enum":1}}}""", "#/$defs/a/enum: 'enum' must be an array")]
    [InlineData("""{"$defs":[]}""", "#/$defs: '$defs' must be an object of schemas")]
    [InlineData("""{"contentSchema":1}""", "#/contentSchema: a schema must be an object, true or false")]
    [InlineData("""{"minContains":"1"}""", "#/minContains: 'minContains' must be a whole number, 0 or above")]
    [InlineData("""{"a":""", "#: the schema is not valid JSON: line 1, byte 6")]
    public void A_problem_says_where_and_what_is_allowed(string schema, string problem) => Assert.Equal([problem], Schemas.ProblemsOf(schema));

    [Fact]
    public void Problems_are_told_together_up_to_a_limit()
    {
        Assert.Equal(2, Schemas.ProblemsOf("""{"type":1,"minimum":"a"}""").Count);

        var many = string.Join(',', Enumerable.Range(0, 1000).Select(static index => $"\"p{index}\":1"));
        Assert.Equal(SchemaLimits.MaxProblems, Schemas.ProblemsOf($$"""{"properties":{ {{many}} } }""").Count);
    }

    [Fact]
    public void A_schema_is_bounded()
    {
        Assert.Equal(["#: the schema is larger than 1048576 bytes"], Schemas.ProblemsOf($"{{\"title\":\"{new string('x', SchemaLimits.MaxSchemaBytes)}\"}}"));
        Assert.Equal(["#: the schema has more than 100000 values"], Schemas.ProblemsOf($"{{\"enum\":[{string.Join(',', Enumerable.Repeat("1", SchemaLimits.MaxSchemaNodes))}]}}"));
        Assert.Equal(["#: the schema is nested deeper than 128 levels"], Schemas.ProblemsOf(string.Concat(Enumerable.Repeat("{\"not\":", 129)) + "{}" + new string('}', 129)));
    }

    [Fact]
    public void A_problem_of_another_document_names_it()
    {
        var options = new SchemaOptions { Documents = [new SchemaDocument("https://example.com/a", "{\"type\":1}"u8.ToArray())] };

        Assert.Equal(["https://example.com/a#/type: 'type' must be a type or an array of types"], Schemas.ProblemsOf("""{"$ref":"https://example.com/a"}""", options));
    }
}
