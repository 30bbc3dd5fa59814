namespace Sor.JsonSchema.Tests;

/// <summary>A program without an engine for patterns refuses nothing for want of it.</summary>
public sealed class WithoutPatternsTests
{
    private static readonly SchemaOptions s_options = new();

    [Theory]
    [InlineData("""{"pattern":"^a"}""", "\"b\"")]
    [InlineData("""{"patternProperties":{"^a":{"type":"string"}}}""", """{"a":1}""")]
    [InlineData("""{"patternProperties":{"^a":true},"additionalProperties":false}""", """{"a":1}""")]
    [InlineData("""{"patternProperties":{"^a":true},"unevaluatedProperties":false}""", """{"a":1}""")]
    [InlineData("""{"allOf":[{"patternProperties":{"^a":true}}],"properties":{"b":true},"unevaluatedProperties":false}""", """{"a":1,"b":2}""")]
    public void Patterns_are_not_checked(string schema, string instance) => Assert.Empty(Schemas.ErrorsOf(schema, instance, s_options));

    [Fact]
    public void All_else_is_checked() =>
        Assert.Equal(["/b: must be string; it is number"], Schemas.ErrorsOf("""{"properties":{"b":{"type":"string"}},"patternProperties":{"^a":true},"additionalProperties":false}""", """{"a":1,"b":2}""", s_options));

    [Fact]
    public void What_matched_members_must_be_is_still_a_schema() =>
        Assert.Equal(["#/patternProperties/^a: a schema must be an object, true or false"], Schemas.ProblemsOf("""{"patternProperties":{"^a":1}}""", s_options));
}
