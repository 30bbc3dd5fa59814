using System.Globalization;
using System.Text;
using System.Text.Json;
using Sor.Configuration;

namespace Sor.Packaging.Tests;

/// <summary>Schema, reference and the repository's own manifests agree with the reader of <c>middleware.json</c>.</summary>
public sealed class ManifestReferenceTests
{
    private static readonly string Page = Repository.Read("docs/reference/middleware-json.md");
    private static readonly string SchemaText = Repository.Read("spec/schemas/middleware.schema.json");
    private static readonly JsonElement Schema = Parse(SchemaText);

    public static TheoryData<string> Manifests => [.. Repository.Files("middlewares", ManifestReader.FileName)];

    [Fact]
    public void Schema_has_the_keys_and_names_of_the_reader()
    {
        Assert.Equal(ManifestReader.Keys, Keys(Schema));
        Assert.Equal(ManifestReader.RequestKeys, Keys(Property("requests")));
        Assert.Equal(StageKindNames.All, Texts(Property("kind").GetProperty("enum")));
        Assert.Equal(PayloadFormNames.All, Texts(Property("expects").GetProperty("enum")));
    }

    [Fact]
    public void Schema_has_the_limits_of_the_reader()
    {
        var concurrency = Property("concurrency");
        var command = Property("command");

        Assert.Equal(ManifestLimits.VersionLength, Number(Property("version"), "maxLength"));
        Assert.Equal(FunctionLimits.CommandArguments, Number(command, "maxItems"));
        Assert.Equal(FunctionLimits.ArgumentBytes, Number(command.GetProperty("items"), "maxLength"));
        Assert.Equal(FunctionLimits.TextLength, Number(Schema.GetProperty("$defs").GetProperty("line"), "maxLength"));
        Assert.Equal((ManifestLimits.Concurrency.Minimum, ManifestLimits.Concurrency.Maximum), (Number(concurrency, "minimum"), Number(concurrency, "maximum")));
        foreach (var list in new[] { "env", "net", "fs", "secrets" })
        {
            Assert.Equal(ManifestLimits.Requests, Number(Property("requests").GetProperty("properties").GetProperty(list), "maxItems"));
        }
    }

    [Theory]
    [MemberData(nameof(Manifests))]
    public void Manifests_of_the_repository_are_accepted(string path)
    {
        var text = Repository.Read(path);

        Assert.Empty(ManifestReader.Read(Encoding.UTF8.GetBytes(text), path, Path.GetFileName(Path.GetDirectoryName(path))).Diagnostics);
        Assert.Empty(Errors(text));
    }

    [Theory]
    [InlineData("""{"name":"a","version":"1.0.0","kind":"exec"}""", true)]
    [InlineData("""{"name":"a","version":"1.0.0-rc.1+build","kind":"wasm","command":["./a.wasm"]}""", true)]
    [InlineData("""{"name":"a","version":"1.0.0","kind":"lines","command":["jq","-c","."],"envelope":true}""", true)]
    [InlineData("""{"name":"a","version":"1.0.0","kind":"frames","concurrency":1000,"shared":true,"configuration":true}""", true)]
    [InlineData("""{"name":"a","version":"1.0.0","kind":"exec","requests":{"env":["A"],"net":["h:1"],"fs":["/a"],"secrets":["s"],"credentials":true}}""", true)]
    [InlineData("""{"version":"1.0.0","kind":"exec"}""", false)]
    [InlineData("""{"name":"-a","version":"1.0.0","kind":"exec"}""", false)]
    [InlineData("""{"name":"a","version":"1.0","kind":"exec"}""", false)]
    [InlineData("""{"name":"a","version":"1.0.0-01","kind":"exec"}""", false)]
    [InlineData("""{"name":"a","version":"1.0.0","kind":"exek"}""", false)]
    [InlineData("""{"name":"a","version":"1.0.0","kind":"exec","phase":["before"]}""", false)]
    [InlineData("""{"name":"a","version":"1.0.0","kind":"exec","phases":["before","before"]}""", false)]
    [InlineData("""{"name":"a","version":"1.0.0","kind":"exec","phases":[]}""", false)]
    [InlineData("""{"name":"a","version":"1.0.0","kind":"exec","command":["../a"]}""", false)]
    [InlineData("""{"name":"a","version":"1.0.0","kind":"exec","command":[]}""", false)]
    [InlineData("""{"name":"a","version":"1.0.0","kind":"exec","concurrency":2}""", false)]
    [InlineData("""{"name":"a","version":"1.0.0","kind":"frames","concurrency":1001}""", false)]
    [InlineData("""{"name":"a","version":"1.0.0","kind":"lines"}""", false)]
    [InlineData("""{"name":"a","version":"1.0.0","kind":"exec","envelope":true}""", false)]
    [InlineData("""{"name":"a","version":"1.0.0","kind":"built-in","command":["./a"]}""", false)]
    [InlineData("""{"name":"a","version":"1.0.0","kind":"exec","configuration":[]}""", false)]
    [InlineData("""{"name":"a","version":"1.0.0","kind":"exec","expects":"xml"}""", false)]
    [InlineData("""{"name":"a","version":"1.0.0","kind":"exec","requests":{"env":["AWS_LAMBDA_X"]}}""", false)]
    [InlineData("""{"name":"a","version":"1.0.0","kind":"exec","requests":{"net":["host"]}}""", false)]
    [InlineData("""{"name":"a","version":"1.0.0","kind":"exec","requests":{"fs":["a"]}}""", false)]
    public void Reader_and_schema_agree(string manifest, bool isAccepted)
    {
        Assert.Equal(isAccepted, ManifestReader.Read(Encoding.UTF8.GetBytes(manifest), "middleware.json").Manifest is not null);
        Assert.Equal(isAccepted, !Errors(manifest).Any());
    }

    [Fact]
    public void Page_lists_the_keys_with_their_ranges()
    {
        var keys = Rows("## Keys");
        var requests = Rows("| key of `requests`");

        Assert.Equal(ManifestReader.Keys, keys.Keys);
        Assert.Equal(ManifestReader.RequestKeys, requests.Keys);
        AssertHas(keys["version"], Text(ManifestLimits.VersionLength));
        AssertHas(keys["description"], Text(FunctionLimits.TextLength));
        AssertHas(keys["kind"], [.. StageKindNames.All]);
        AssertHas(keys["command"], Text(FunctionLimits.CommandArguments), Text(FunctionLimits.ArgumentBytes));
        AssertHas(keys["expects"], [.. PayloadFormNames.All]);
        AssertHas(keys["configuration"], Text(ManifestLimits.SchemaBytes));
        AssertHas(keys["concurrency"], $"{ManifestLimits.Concurrency.Minimum} to {ManifestLimits.Concurrency.Maximum}");
        Assert.All(["env", "net", "fs", "secrets"], key => AssertHas(requests[key], $"up to {ManifestLimits.Requests}"));
    }

    [Fact]
    public void Example_of_the_page_is_accepted()
    {
        var begin = Page.IndexOf("```json\n", StringComparison.Ordinal) + "```json\n".Length;
        var example = Page[begin..Page.IndexOf("```", begin, StringComparison.Ordinal)];

        var manifest = ManifestReader.Read(Encoding.UTF8.GetBytes(example), "middleware.json", "tag").Manifest;

        Assert.Equal(["TAG_TOKEN"], manifest?.Requests.Variables);
        Assert.Empty(Errors(example));
    }

    private static IEnumerable<string> Errors(string manifest)
    {
        var compiled = JsonSchema.JsonSchema.Compile(
            Encoding.UTF8.GetBytes(SchemaText), new JsonSchema.SchemaOptions { Patterns = JsonSchema.Patterns.RegexPatterns.Instance });
        Assert.Empty(compiled.Problems);
        return compiled.Schema!.Validate(Encoding.UTF8.GetBytes(manifest)).Errors.Select(static error => error.ToString());
    }

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static JsonElement Property(string name) => Schema.GetProperty("properties").GetProperty(name);

    private static int Number(JsonElement schema, string keyword) => schema.GetProperty(keyword).GetInt32();

    private static IEnumerable<string> Keys(JsonElement schema)
    {
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        return schema.GetProperty("properties").EnumerateObject().Select(static property => property.Name);
    }

    private static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(static item => item.GetString()!);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void AssertHas(string row, params string[] values) => Assert.All(values, value => Assert.Contains(value, row, StringComparison.Ordinal));

    /// <summary>Rows of the first table from a place of the page on, by their keys.</summary>
    private static Dictionary<string, string> Rows(string place) =>
        Page[Page.IndexOf(place, StringComparison.Ordinal)..].Split('\n')
            .SkipWhile(static line => !line.StartsWith('|'))
            .TakeWhile(static line => line.StartsWith('|'))
            .Skip(2)
            .ToDictionary(static line => line.Split('|', StringSplitOptions.TrimEntries)[1].Trim('`'));
}
