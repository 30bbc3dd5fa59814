namespace Sor.Configuration.Tests;

/// <summary>What the runtime checks of a stage's configuration when it starts.</summary>
public sealed class StartupCheckTests
{
    private const string Schema = """
        {
          "type": "object",
          "required": ["pointers"],
          "properties": {
            "pointers": { "type": "array", "items": { "type": "string", "pattern": "^/" }, "minItems": 1, "maxItems": 3 },
            "with": { "type": "string", "minLength": 2, "maxLength": 4 },
            "level": { "enum": ["info", "warn", 3] },
            "size": { "type": "integer", "minimum": 1, "maximum": 100 },
            "either": { "type": ["boolean", "null"] },
            "more": { "type": "object", "additionalProperties": { "type": "number" }, "maxProperties": 2 },
            "never": false
          },
          "additionalProperties": false
        }
        """;

    [Theory]
    [InlineData("""{"pointers":["/a","/b"],"with":"😀😀","level":3,"size":1.0,"either":null,"more":{"a":1,"b":1e3}}""")]
    [InlineData("""{"pointers":["no pointer: patterns are the build's"]}""")]
    public void What_fits_has_no_problem(string config) => Assert.Empty(StartupCheck.ProblemsOf(config, Schema));

    [Theory]
    [InlineData(null, "config.pointers is missing")]
    [InlineData("""{"pointers":"/a"}""", "config.pointers must be of type array, and is a text")]
    [InlineData("""{"pointers":[]}""", "config.pointers has 0 items, at least 1 are needed")]
    [InlineData("""{"pointers":["/a",7]}""", "config.pointers[1] must be of type string, and is a number")]
    [InlineData("""{"pointers":["/a","/b","/c","/d"]}""", "config.pointers has 4 items, at most 3 are allowed")]
    [InlineData("""{"pointers":["/a"],"with":"😀"}""", "config.with has 1 characters, at least 2 are needed")]
    [InlineData("""{"pointers":["/a"],"level":"debug"}""", "config.level must be one of info, warn, 3")]
    [InlineData("""{"pointers":["/a"],"size":0}""", "config.size must be at least 1")]
    [InlineData("""{"pointers":["/a"],"size":101}""", "config.size must be at most 100")]
    [InlineData("""{"pointers":["/a"],"size":1.5}""", "config.size must be of type integer, and is a number")]
    [InlineData("""{"pointers":["/a"],"either":1}""", "config.either must be one of boolean, null, and is a number")]
    [InlineData("""{"pointers":["/a"],"more":{"a":"x"}}""", "config.more.a must be of type number, and is a text")]
    [InlineData("""{"pointers":["/a"],"more":{"a":1,"b":2,"c":3}}""", "config.more has 3 members, at most 2 are allowed")]
    [InlineData("""{"pointers":["/a"],"never":1}""", "config.never is not allowed here")]
    [InlineData("""{"pointers":["/a"],"wiht":"x"}""", "config.wiht is not allowed here")]
    public void A_problem_names_its_key(string? config, string problem) => Assert.Equal([problem], StartupCheck.ProblemsOf(config, Schema));

    [Fact]
    public void Not_more_than_a_handful_are_told() =>
        Assert.Equal(StartupCheck.MaxProblems, StartupCheck.ProblemsOf("""{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7}""", Schema).Count);
}
