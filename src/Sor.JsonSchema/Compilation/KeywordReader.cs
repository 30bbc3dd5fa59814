namespace Sor.JsonSchema;

/// <summary>Turns the members of one schema into keywords, checking their values. Quick checks come first, <c>unevaluated...</c> last.</summary>
internal sealed class KeywordReader(SchemaCompiler compiler, Subschema schema)
{
    // In the order in which they are applied, and their errors told. Keywords that belong together are made by the first of them.
    private static readonly string[] s_order =
    [
        "type", "const", "enum",
        "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf",
        "minLength", "maxLength", "pattern", "format",
        "minItems", "maxItems", "uniqueItems",
        "minProperties", "maxProperties", "required", "dependentRequired",
        "$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "not", "if",
        "dependentSchemas", "propertyNames", "properties", "patternProperties", "additionalProperties",
        "prefixItems", "items", "contains", "minContains", "maxContains", "unevaluatedItems", "unevaluatedProperties",

        // These are not applied by themselves, but what they hold must be right.
        "then", "else", "contentSchema", "$defs",
    ];

    private readonly KeywordValues _values = new(compiler, schema);

    public Keyword[] Read()
    {
        var keywords = new Keyword[s_order.Length];
        var count = 0;
        foreach (var name in s_order)
        {
            if (_values.Find(name) is >= 0 and var value && Make(name, value) is { } keyword)
                keywords[count++] = keyword;
        }

        Array.Resize(ref keywords, count);
        return keywords;
    }

    private Keyword? Make(string name, int value) => name switch
    {
        "type" => _values.Types(value) is { } types and not JsonKind.None ? new TypeKeyword(types) : null,
        "const" => new ConstKeyword(value),
        "enum" => _values.IsList(name, value) ? new EnumKeyword(value) : null,
        "minimum" or "exclusiveMinimum" or "maximum" or "exclusiveMaximum" => _values.IsNumber(name, value) ? new BoundKeyword(name, value) : null,
        "multipleOf" => _values.Divisor(value),
        "minLength" or "maxLength" => Size(name, value, JsonKind.Text, "characters"),
        "minItems" or "maxItems" => Size(name, value, JsonKind.List, "items"),
        "minProperties" or "maxProperties" => Size(name, value, JsonKind.Map, "members"),
        "pattern" => _values.Pattern(value) is { } pattern ? new PatternKeyword(pattern, _values.TextAt(value)) : null,
        "format" => Format(value),
        "uniqueItems" => _values.IsTrue(name, value) ? new UniqueItemsKeyword() : null,
        "required" => _values.Names(name, value) is { Length: > 0 } names ? new RequiredKeyword(names) : null,
        "dependentRequired" => _values.NameLists(name, value) is { } lists ? new DependentRequiredKeyword(lists.Names, lists.Required) : null,
        "$ref" => _values.Reference(name, value, out _) is { } target ? new RefKeyword(target) : null,
        "$dynamicRef" => _values.Reference(name, value, out var anchor) is { } target ? new DynamicRefKeyword(target, anchor) : null,
        "allOf" => _values.Schemas(name, value) is { } schemas ? new AllOfKeyword(schemas) : null,
        "anyOf" => _values.Schemas(name, value) is { } schemas ? new AnyOfKeyword(schemas) : null,
        "oneOf" => _values.Schemas(name, value) is { } schemas ? new OneOfKeyword(schemas) : null,
        "not" => new NotKeyword(_values.Schema(value)),
        "if" => new IfKeyword(_values.Schema(value), _values.SchemaOf("then"), _values.SchemaOf("else")),
        "dependentSchemas" => _values.Members(name, value) is { } members ? new DependentSchemasKeyword(members.Names, members.Schemas) : null,
        "propertyNames" => new PropertyNamesKeyword(_values.Schema(value)),
        "properties" or "patternProperties" or "additionalProperties" => Properties(name),
        "prefixItems" or "items" => Items(name),
        "contains" => Contains(value),
        "minContains" or "maxContains" => CheckCount(name, value),
        "then" or "else" or "contentSchema" => CheckSchema(value),
        "$defs" => CheckMembers(name, value),
        "unevaluatedItems" => Unevaluated(new UnevaluatedItemsKeyword(_values.Schema(value))),
        _ => Unevaluated(new UnevaluatedPropertiesKeyword(_values.Schema(value))),
    };

    private SizeKeyword? Size(string name, int value, JsonKind kind, string unit) =>
        _values.Count(name, value) is >= 0 and var count ? new SizeKeyword(name, kind, unit, count) : null;

    private FormatKeyword? Format(int value)
    {
        if (!_values.IsText("format", value) || compiler.Options.Formats is not { } formats)
            return null;
        var format = _values.TextAt(value);
        return formats.Knows(format) ? new FormatKeyword(formats, format) : null;
    }

    private PropertiesKeyword? Properties(string name)
    {
        // One keyword for all three: made by the first that is there.
        int known = _values.Find("properties"), patterns = _values.Find("patternProperties"), additional = _values.Find("additionalProperties");
        if (name != (known >= 0 ? "properties" : patterns >= 0 ? "patternProperties" : "additionalProperties"))
            return null;
        var members = known >= 0 ? _values.Members("properties", known) : KeywordValues.NoMembers;
        var matched = patterns >= 0 ? _values.Members("patternProperties", patterns) : KeywordValues.NoMembers;
        if (members is null || matched is null || (patterns >= 0 ? _values.PatternNames(patterns) : []) is not { } expressions)
            return null;

        // Without an engine nobody knows which members are additional.
        if (expressions.Length < matched.Schemas.Length)
            return new PropertiesKeyword(members.Names, members.Schemas, [], [], _values.Anything);
        return new PropertiesKeyword(members.Names, members.Schemas, expressions, matched.Schemas, _values.SchemaOf("additionalProperties"));
    }

    private ItemsKeyword? Items(string name)
    {
        var prefix = _values.Find("prefixItems");
        if (name == "items" && prefix >= 0)
            return null;
        var schemas = prefix >= 0 ? _values.Schemas("prefixItems", prefix) : [];
        return schemas is null ? null : new ItemsKeyword(schemas, _values.SchemaOf("items"));
    }

    private ContainsKeyword? Contains(int value)
    {
        // A count that is wrong is told when its own turn comes.
        var least = _values.Find("minContains") is >= 0 and var min ? _values.CountAt(min) : 1;
        var most = _values.Find("maxContains") is >= 0 and var max ? _values.CountAt(max) : int.MaxValue;
        return new ContainsKeyword(_values.Schema(value), least, most);
    }

    private Keyword? CheckCount(string name, int value)
    {
        _ = _values.Count(name, value);
        return null;
    }

    private Keyword? CheckSchema(int value)
    {
        _ = _values.Schema(value);
        return null;
    }

    private Keyword? CheckMembers(string name, int value)
    {
        _ = _values.Members(name, value);
        return null;
    }

    private Keyword Unevaluated(Keyword keyword)
    {
        schema.HasUnevaluated = true;
        return keyword;
    }
}
