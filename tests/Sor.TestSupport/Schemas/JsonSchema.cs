using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sor.TestSupport;

/// <summary>
/// Checks JSON values against the schemas of <c>spec/schemas/</c>. It knows the keywords that those use and refuses all others, so that no
/// rule of theirs is passed over.
/// </summary>
public sealed class JsonSchema
{
    private const double WholeNumber = 1;

    private static readonly Dictionary<string, JsonElement> s_byId = LoadAll();

    private readonly JsonElement _root;

    private JsonSchema(JsonElement root) => _root = root;

    /// <summary>Ids of all schemas.</summary>
    public static IEnumerable<string> Ids => s_byId.Keys;

    /// <summary>The values that the schema gives as examples of itself.</summary>
    public IEnumerable<JsonElement> Examples => _root.TryGetProperty("examples", out var examples) ? examples.EnumerateArray() : [];

    /// <summary>A schema by the last parts of its id: <c>context:1</c>.</summary>
    public static JsonSchema Load(string name) => new(s_byId.Single(pair => pair.Key.EndsWith($":{name}", StringComparison.Ordinal)).Value);

    public static JsonSchema OfId(string id) => new(s_byId[id]);

    /// <summary>What is wrong with a JSON text; empty when it is valid.</summary>
    public IReadOnlyList<string> Check(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return Check(document.RootElement);
    }

    /// <inheritdoc cref="Check(ReadOnlyMemory{byte})"/>
    public IReadOnlyList<string> Check(JsonElement value)
    {
        var problems = new List<string>();
        Check(_root, _root, value, "$", problems);
        return problems;
    }

    private static Dictionary<string, JsonElement> LoadAll()
    {
        var schemas = new Dictionary<string, JsonElement>();
        foreach (var file in Directory.GetFiles(Path.Combine(RepositoryRoot(), "spec", "schemas"), "*.schema.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = document.RootElement.Clone();
            schemas[root.GetProperty("$id").GetString()!] = root;
        }

        return schemas;
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "sor.slnx")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no folder with sor.slnx above {AppContext.BaseDirectory}");
    }

    private static void Check(JsonElement root, JsonElement schema, JsonElement value, string path, List<string> problems)
    {
        if (schema.ValueKind == JsonValueKind.True)
            return;
        if (schema.ValueKind == JsonValueKind.False)
        {
            problems.Add($"{path}: nothing may stand here");
            return;
        }

        foreach (var keyword in schema.EnumerateObject())
            Check(root, schema, keyword, value, path, problems);
    }

    private static void Check(JsonElement root, JsonElement schema, JsonProperty keyword, JsonElement value, string path, List<string> problems)
    {
        var rule = keyword.Value;
        switch (keyword.Name)
        {
            case "$schema" or "$id" or "$defs" or "title" or "description" or "default" or "examples" or "then" or "else":
                break;
            case "$ref":
                var (otherRoot, target) = Resolve(root, rule.GetString()!);
                Check(otherRoot, target, value, path, problems);
                break;
            case "allOf":
                foreach (var part in rule.EnumerateArray())
                    Check(root, part, value, path, problems);
                break;
            case "anyOf":
                Require(rule.EnumerateArray().Any(part => IsValid(root, part, value)), $"{path}: is none of what it may be");
                break;
            case "oneOf":
                Require(rule.EnumerateArray().Count(part => IsValid(root, part, value)) == 1, $"{path}: is not exactly one of what it may be");
                break;
            case "not":
                Require(!IsValid(root, rule, value), $"{path}: is what it must not be");
                break;
            case "if":
                if (schema.TryGetProperty(IsValid(root, rule, value) ? "then" : "else", out var branch))
                    Check(root, branch, value, path, problems);
                break;
            case "type":
                Require(IsOfType(rule, value), $"{path}: {value.ValueKind} is not {rule}");
                break;
            case "const":
                Require(JsonElement.DeepEquals(rule, value), $"{path}: {value} is not {rule}");
                break;
            case "enum":
                Require(rule.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)), $"{path}: {value} is none of {rule}");
                break;
            default:
                CheckByKind(root, schema, keyword, value, path, problems);
                break;
        }

        void Require(bool condition, string problem)
        {
            if (!condition)
                problems.Add(problem);
        }
    }

    /// <summary>Keywords that speak of one kind of values and let all others pass.</summary>
    private static void CheckByKind(JsonElement root, JsonElement schema, JsonProperty keyword, JsonElement value, string path, List<string> problems)
    {
        var rule = keyword.Value;
        var isHeld = keyword.Name switch
        {
            "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= rule.GetDouble(),
            "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= rule.GetDouble(),
            "minLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= rule.GetInt32(),
            "maxLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length <= rule.GetInt32(),
            "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.GetString()!, RegexOptions.ECMAScript),
            "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.GetInt32(),
            "maxItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= rule.GetInt32(),
            "uniqueItems" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().DistinctBy(static item => item.GetRawText()).Count() == value.GetArrayLength(),
            "minProperties" => value.ValueKind != JsonValueKind.Object || value.GetPropertyCount() >= rule.GetInt32(),
            "maxProperties" => value.ValueKind != JsonValueKind.Object || value.GetPropertyCount() <= rule.GetInt32(),
            "required" => value.ValueKind != JsonValueKind.Object || rule.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
            "items" or "properties" or "additionalProperties" or "propertyNames" => true,
            _ => throw new NotSupportedException($"the keyword \"{keyword.Name}\" is unknown to this checker: teach it, or do without"),
        };
        if (!isHeld)
            problems.Add($"{path}: breaks {keyword.Name} {rule}");
        CheckChildren(root, schema, keyword, value, path, problems);
    }

    private static void CheckChildren(JsonElement root, JsonElement schema, JsonProperty keyword, JsonElement value, string path, List<string> problems)
    {
        if (keyword.Name == "items" && value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
                Check(root, keyword.Value, item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]"), problems);
        }

        if (value.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in value.EnumerateObject())
        {
            if (keyword.Name == "properties" && keyword.Value.TryGetProperty(member.Name, out var known))
                Check(root, known, member.Value, $"{path}.{member.Name}", problems);
            else if (keyword.Name == "additionalProperties" && !IsKnown(schema, member.Name))
                Check(root, keyword.Value, member.Value, $"{path}.{member.Name}", problems);
            else if (keyword.Name == "propertyNames" && !IsValid(root, keyword.Value, JsonDocument.Parse($"\"{JsonEncodedText.Encode(member.Name)}\"").RootElement))
                problems.Add($"{path}: \"{member.Name}\" is no name for a member");
        }
    }

    private static bool IsKnown(JsonElement schema, string name) =>
        schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out _);

    private static bool IsValid(JsonElement root, JsonElement schema, JsonElement value)
    {
        var problems = new List<string>();
        Check(root, schema, value, "$", problems);
        return problems.Count == 0;
    }

    private static bool IsOfType(JsonElement rule, JsonElement value) => rule.ValueKind == JsonValueKind.Array
        ? rule.EnumerateArray().Any(one => IsOfType(one, value))
        : rule.GetString() switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "null" => value.ValueKind == JsonValueKind.Null,
            "number" => value.ValueKind == JsonValueKind.Number,
            "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() % WholeNumber == 0,
            var other => throw new NotSupportedException($"the type \"{other}\" is unknown to this checker"),
        };

    /// <summary>A reference into the same schema, or into another one by its id.</summary>
    private static (JsonElement Root, JsonElement Target) Resolve(JsonElement root, string reference)
    {
        var mark = reference.IndexOf('#', StringComparison.Ordinal);
        var id = mark < 0 ? reference : reference[..mark];
        if (id.Length > 0)
            root = s_byId[id];
        var target = root;
        foreach (var step in mark < 0 ? [] : reference[(mark + 1)..].Split('/', StringSplitOptions.RemoveEmptyEntries))
            target = target.GetProperty(step);
        return (root, target);
    }
}
