using System.Text.Json;
using Sor.Configuration;

namespace Sor.Packaging.Tests;

/// <summary>The published schemas know the same keys, names and ranges as the readers.</summary>
public sealed class SchemaTests
{
    private static readonly JsonElement Json = Load("spec/schemas/sor-json.schema.json");
    private static readonly JsonElement Yaml = Load("spec/schemas/sor-yaml.schema.json");

    [Fact]
    public void Schema_of_sor_json_has_the_keys_of_its_reader()
    {
        Assert.Equal(SorJsonReader.FlatKeys, Keys(Definition(Json, "flat")));
        Assert.Equal(SorJsonReader.ManyKeys, Keys(Definition(Json, "many")));
        Assert.Equal(SorJsonDialect.Instance.FunctionKeys, Keys(Definition(Json, "function")));
        Assert.Equal(SorJsonDialect.Instance.StageKeys, Keys(Definition(Json, "stage")));
    }

    [Fact]
    public void Schema_of_sor_yaml_has_the_keys_of_its_reader()
    {
        var stage = Definition(Yaml, "stage");

        Assert.Equal(SorYamlDialect.Instance.FunctionKeys, Keys(Yaml));
        Assert.Equal(SorYamlDialect.Instance.StageKeys, Keys(stage));
        Assert.Equal(SorYamlDialect.StandbyKeys, Keys(Property(stage, "standby").GetProperty("anyOf")[1]));
        Assert.Equal(
            SorYamlDialect.Instance.StageKeys.Order(StringComparer.Ordinal),
            Texts(Definition(Yaml, "shortStage").GetProperty("propertyNames").GetProperty("allOf")[1].GetProperty("not").GetProperty("enum")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Schemas_have_the_names_of_the_readers()
    {
        Assert.Equal(RuntimeNames.All, Texts(Definition(Json, "runtime").GetProperty("enum")));
        Assert.Equal(RuntimeNames.All, Texts(Property(Yaml, "runtime").GetProperty("enum")));
        Assert.All(new[] { Json, Yaml }, static schema =>
        {
            Assert.Equal(StageKindNames.All, Texts(Property(Definition(schema, "stage"), "kind").GetProperty("enum")));
            Assert.Equal(MatchDialectNames.All, Keys(Definition(schema, "condition")));
            Assert.Equal(MatchAttributes.Known, Texts(Definition(schema, "attributes").GetProperty("propertyNames").GetProperty("anyOf")[0].GetProperty("enum")));
        });
        Assert.Equal(SorJsonDialect.Instance.RestartKeys, Keys(Property(Definition(Json, "stage"), "restart")));
        Assert.Equal(SorYamlDialect.Instance.RestartKeys, Keys(Property(Definition(Yaml, "stage"), "restart")));
    }

    [Fact]
    public void Schemas_have_the_ranges_and_defaults_of_the_readers()
    {
        var function = new FunctionOptions { Name = "", Runtime = "" };
        var stage = new StageOptions { Name = "", Use = "" };
        var timeout = Definition(Json, "timeoutMs");
        var settle = Property(Definition(Json, "stage"), "standbySettleMs");
        var memory = Property(Yaml, "memory");
        var yamlStage = Definition(Yaml, "stage");

        Assert.Equal(
            (FunctionLimits.Timeout.Minimum.TotalMilliseconds, FunctionLimits.Timeout.Maximum.TotalMilliseconds, function.Timeout.TotalMilliseconds),
            Range(timeout, timeout));
        Assert.Equal(
            (FunctionLimits.StandbySettle.Minimum.TotalMilliseconds, FunctionLimits.StandbySettle.Maximum.TotalMilliseconds, stage.StandbySettle.TotalMilliseconds),
            Range(settle, settle));
        Assert.All([Definition(Json, "memoryMb"), memory], element =>
            Assert.Equal(
                (FunctionLimits.MemoryMb.Minimum, FunctionLimits.MemoryMb.Maximum, function.MemoryMb),
                Range(element.TryGetProperty("anyOf", out var forms) ? forms[0] : element, element)));
        Assert.All(
            [
                (Property(Definition(Json, "stage"), "outputLimitBytes"), Property(Definition(Json, "stage"), "outputLimitBytes")),
                (Definition(Yaml, "size").GetProperty("anyOf")[0], Property(yamlStage, "outputLimit")),
            ],
            pair => Assert.Equal((FunctionLimits.OutputLimitBytes.Minimum, FunctionLimits.OutputLimitBytes.Maximum, stage.OutputLimitBytes), Range(pair.Item1, pair.Item2)));
        var restart = Property(Definition(Json, "stage"), "restart");
        Assert.Equal((FunctionLimits.RestartFailures.Minimum, FunctionLimits.RestartFailures.Maximum, stage.Restart.Failures), Range(Property(restart, "failures"), Property(restart, "failures")));
        Assert.All(
            [("backoffMs", stage.Restart.Backoff), ("limitMs", stage.Restart.Limit)],
            pair => Assert.Equal(
                (FunctionLimits.RestartBackoff.Minimum.TotalMilliseconds, FunctionLimits.RestartBackoff.Maximum.TotalMilliseconds, pair.Item2.TotalMilliseconds),
                Range(Property(restart, pair.Item1), Property(restart, pair.Item1))));
        var depth = Property(Definition(Json, "stage"), "standbyDepth");
        Assert.Equal((FunctionLimits.StandbyDepth.Minimum, FunctionLimits.StandbyDepth.Maximum, stage.StandbyDepth), Range(depth, depth));
        Assert.Equal(function.Timeout, DurationText.Parse(Property(Yaml, "timeout").GetProperty("default").GetString()!));
        Assert.Equal(
            stage.StandbySettle,
            DurationText.Parse(Property(Property(yamlStage, "standby").GetProperty("anyOf")[1], "settle").GetProperty("default").GetString()!));
    }

    [Fact]
    public void Schemas_have_the_limits_of_the_readers()
    {
        AssertLimits(key => Definition(Json, key));
        AssertLimits(key => Property(Yaml, key));
        Assert.All(new[] { Json, Yaml }, static schema =>
            Assert.Equal(FunctionLimits.TextLength, Definition(schema, "line").GetProperty("maxLength").GetInt32()));

        static void AssertLimits(Func<string, JsonElement> schemaOf)
        {
            Assert.Equal(FunctionLimits.CommandArguments, schemaOf("command").GetProperty("maxItems").GetInt32());
            Assert.Equal(FunctionLimits.EnvironmentVariables, schemaOf("environment").GetProperty("maxProperties").GetInt32());
            Assert.Equal(FunctionLimits.PipelineStages, schemaOf("pipeline").GetProperty("maxItems").GetInt32());
        }
    }

    private static JsonElement Load(string path)
    {
        using var document = JsonDocument.Parse(Repository.Read(path));
        return document.RootElement.Clone();
    }

    private static JsonElement Definition(JsonElement schema, string name) => schema.GetProperty("$defs").GetProperty(name);

    private static JsonElement Property(JsonElement schema, string name) => schema.GetProperty("properties").GetProperty(name);

    /// <summary>Keys of a map that knows no others.</summary>
    private static IEnumerable<string> Keys(JsonElement schema)
    {
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        return schema.GetProperty("properties").EnumerateObject().Select(static property => property.Name);
    }

    private static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(static item => item.GetString()!);

    private static (double Minimum, double Maximum, double Default) Range(JsonElement range, JsonElement value) =>
        (range.GetProperty("minimum").GetDouble(), range.GetProperty("maximum").GetDouble(), value.GetProperty("default").GetDouble());
}
