namespace Sor.JsonSchema;

/// <summary>Turns the members of one schema into keywords, checking their values. Quick checks come first, <c>unevaluated...</c> last.</summary>
internal sealed class KeywordReader(SchemaCompiler compiler, Subschema schema)
{
    private readonly KeywordValues _values = new(compiler, schema);

    public Keyword[] Read()
    {
        // Values by name; the last of several counts.
        Span<int> values = stackalloc int[KeywordNames.Count];
        values.Clear();
        var tape = schema.Tape;
        for (var member = schema.Node + 1; member < tape[schema.Node].Next; member = tape[member + 1].Next)
        {
            if (KeywordNames.Find(tape.Text(member)) is >= 0 and var position)
                values[position] = member + 1;
        }

        var keywords = new Keyword[KeywordNames.Count];
        var count = 0;
        for (var position = 0; position < values.Length; position++)
        {
            if (values[position] > 0 && Make((KeywordName)position, KeywordNames.TextOf(position), values[position]) is { } keyword)
                keywords[count++] = keyword;
        }

        Array.Resize(ref keywords, count);
        return keywords;
    }

    private Keyword? Make(KeywordName keyword, string name, int value) => keyword switch
    {
        KeywordName.Type => _values.Types(value) is { } types and not JsonKind.None ? new TypeKeyword(types) : null,
        KeywordName.Const => new ConstKeyword(value),
        KeywordName.Enum => _values.IsList(name, value) ? new EnumKeyword(value) : null,
        KeywordName.Minimum or KeywordName.ExclusiveMinimum or KeywordName.Maximum or KeywordName.ExclusiveMaximum => _values.IsNumber(name, value) ? new BoundKeyword(keyword, name, value) : null,
        KeywordName.MultipleOf => _values.Divisor(value),
        KeywordName.MinLength or KeywordName.MaxLength => Size(name, value, JsonKind.Text, "characters"),
        KeywordName.MinItems or KeywordName.MaxItems => Size(name, value, JsonKind.List, "items"),
        KeywordName.MinProperties or KeywordName.MaxProperties => Size(name, value, JsonKind.Map, "members"),
        KeywordName.Pattern => _values.Pattern(value) is { } pattern ? new PatternKeyword(pattern, _values.TextAt(value)) : null,
        KeywordName.Format => Format(value),
        KeywordName.UniqueItems => _values.IsTrue(name, value) ? new UniqueItemsKeyword() : null,
        KeywordName.Required => _values.Names(name, value) is { Length: > 0 } names ? new RequiredKeyword(names, name, "") : null,
        KeywordName.DependentRequired => _values.DependentNames(name, value),
        KeywordName.Reference => _values.Reference(name, value, out _) is { } target ? new RefKeyword(target) : null,
        KeywordName.DynamicReference => _values.Reference(name, value, out var anchor) is { } target ? new DynamicRefKeyword(target, anchor) : null,
        KeywordName.AllOf => _values.Schemas(name, value) is { } schemas ? new AllOfKeyword(schemas) : null,
        KeywordName.AnyOf => _values.Schemas(name, value) is { } schemas ? new AnyOfKeyword(schemas) : null,
        KeywordName.OneOf => _values.Schemas(name, value) is { } schemas ? new OneOfKeyword(schemas) : null,
        KeywordName.Not => new NotKeyword(_values.Schema(value)),
        KeywordName.If => new IfKeyword(_values.Schema(value), _values.SchemaOf("then"), _values.SchemaOf("else")),
        KeywordName.DependentSchemas => _values.Members(name, value) is { } members ? new DependentSchemasKeyword(members.Names, members.Schemas) : null,
        KeywordName.PropertyNames => new PropertyNamesKeyword(_values.Schema(value)),
        KeywordName.Properties or KeywordName.PatternProperties or KeywordName.AdditionalProperties => Properties(name),
        KeywordName.PrefixItems or KeywordName.Items => Items(name),
        KeywordName.Contains => Contains(value),
        KeywordName.MinContains or KeywordName.MaxContains => CheckCount(name, value),
        KeywordName.Then or KeywordName.Else or KeywordName.ContentSchema => CheckSchema(value),
        KeywordName.Definitions => CheckMembers(name, value),
        KeywordName.UnevaluatedItems => Unevaluated(new UnevaluatedItemsKeyword(_values.Schema(value))),
        KeywordName.UnevaluatedProperties => Unevaluated(new UnevaluatedPropertiesKeyword(_values.Schema(value))),
        _ => null,
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
