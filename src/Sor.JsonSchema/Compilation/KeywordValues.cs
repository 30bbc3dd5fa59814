using System.Text;

namespace Sor.JsonSchema;

/// <summary>Reads values of keywords; each that has the wrong shape is a problem that says the right one.</summary>
internal sealed class KeywordValues(SchemaCompiler compiler, Subschema schema)
{
    private readonly JsonTape _tape = schema.Tape;

    public static SchemaMembers NoMembers { get; } = new(new NameTable([]), []);

    /// <summary>A schema without keywords.</summary>
    public Subschema Anything => new(schema.Resource, schema.File, schema.Node);

    /// <summary>Value of a keyword; -1 when the schema does not have it.</summary>
    public int Find(string name)
    {
        Span<byte> utf8 = stackalloc byte[name.Length];
        Encoding.UTF8.GetBytes(name, utf8);
        return _tape.Find(schema.Node, utf8);
    }

    public string TextAt(int value) => Encoding.UTF8.GetString(_tape.Text(value));

    public bool IsText(string name, int value) => Is(name, value, JsonKind.Text, "a string");

    public bool IsList(string name, int value) => Is(name, value, JsonKind.List, "an array");

    public bool IsNumber(string name, int value) => Is(name, value, JsonKind.Number, "a number");

    public bool IsTrue(string name, int value) => Is(name, value, JsonKind.Boolean, "true or false") && _tape.Source[_tape[value].Start] == 't';

    /// <summary>-1, with a problem, for anything but 0 or a whole number above.</summary>
    public int Count(string name, int value)
    {
        var count = CountAt(value);
        if (count < 0)
            Report(value, $"'{name}' must be a whole number, 0 or above");
        return count;
    }

    /// <summary>-1 for anything but 0 or a whole number above.</summary>
    public int CountAt(int value) => _tape[value].Kind == JsonKind.Number ? new ExactNumber(_tape.Text(value)).ToCount() : -1;

    public JsonKind Types(int value)
    {
        if (_tape[value].Kind == JsonKind.Text)
            return TypeAt(value);
        if (!Is("type", value, JsonKind.List, "a type or an array of types"))
            return JsonKind.None;
        var types = JsonKind.None;
        for (var item = value + 1; item < _tape[value].Next; item = _tape[item].Next)
            types |= TypeAt(item);
        if (_tape[value].Count == 0)
            Report(value, "'type' must name at least one type");
        return types;
    }

    public MultipleOfKeyword? Divisor(int value)
    {
        if (!IsNumber("multipleOf", value))
            return null;
        var number = new ExactNumber(_tape.Text(value));
        if (number.Sign > 0 && number.TryGetDigits(out var digits))
            return new MultipleOfKeyword(value, digits, number.Exponent - number.Digits);
        Report(value, $"'multipleOf' must be above 0 and have at most {Shown.Number(SchemaLimits.MaxDivisorDigits)} significant digits");
        return null;
    }

    /// <summary>Null without an engine, or with a problem.</summary>
    public IPattern? Pattern(int value) => IsText("pattern", value) ? PatternAt(value) : null;

    /// <summary>Expressions of <c>patternProperties</c>; none without an engine, null with a problem.</summary>
    public IPattern[]? PatternNames(int value)
    {
        if (compiler.Options.Patterns is null)
            return [];
        var patterns = new IPattern[_tape[value].Count];
        var index = 0;
        for (var member = value + 1; member < _tape[value].Next; member = _tape[member + 1].Next)
        {
            if (PatternAt(member) is not { } pattern)
                return null;
            patterns[index++] = pattern;
        }

        return patterns;
    }

    public byte[][]? Names(string name, int value)
    {
        if (!Is(name, value, JsonKind.List, "an array of names"))
            return null;
        var names = new byte[_tape[value].Count][];
        var index = 0;
        for (var item = value + 1; item < _tape[value].Next; item = _tape[item].Next)
        {
            if (!Is(name, item, JsonKind.Text, "an array of names"))
                return null;
            names[index++] = _tape.Text(item).ToArray();
        }

        return names;
    }

    public DependentRequiredKeyword? DependentNames(string name, int value)
    {
        if (!Is(name, value, JsonKind.Map, "an object of arrays of names"))
            return null;
        var required = new Keyword[_tape[value].Count];
        var index = 0;
        for (var member = value + 1; member < _tape[value].Next; member = _tape[member + 1].Next)
        {
            if (Names(name, member + 1) is not { } names)
                return null;
            required[index++] = new RequiredKeyword(names, name, $", because it has {Shown.Name(_tape.Text(member))}");
        }

        return new DependentRequiredKeyword(NamesOf(value), required);
    }

    public Subschema Schema(int value) => compiler.Get(schema.File, value, schema.Resource);

    /// <summary>Null when the schema does not have the keyword.</summary>
    public Subschema? SchemaOf(string name) => Find(name) is >= 0 and var value ? Schema(value) : null;

    public Subschema[]? Schemas(string name, int value)
    {
        if (!Is(name, value, JsonKind.List, "an array of schemas"))
            return null;
        if (_tape[value].Count == 0)
        {
            Report(value, $"'{name}' must have at least one schema");
            return null;
        }

        var schemas = new Subschema[_tape[value].Count];
        var index = 0;
        for (var item = value + 1; item < _tape[value].Next; item = _tape[item].Next)
            schemas[index++] = Schema(item);
        return schemas;
    }

    public SchemaMembers? Members(string name, int value)
    {
        if (!Is(name, value, JsonKind.Map, "an object of schemas"))
            return null;
        var schemas = new Subschema[_tape[value].Count];
        var index = 0;
        for (var member = value + 1; member < _tape[value].Next; member = _tape[member + 1].Next)
            schemas[index++] = Schema(member + 1);
        return new SchemaMembers(NamesOf(value), schemas);
    }

    public Subschema? Reference(string name, int value, out string? anchor)
    {
        anchor = null;
        return IsText(name, value) ? compiler.Index.Resolve(schema, value, TextAt(value), out anchor) : null;
    }

    private NameTable NamesOf(int map)
    {
        var names = new byte[_tape[map].Count][];
        var index = 0;
        for (var member = map + 1; member < _tape[map].Next; member = _tape[member + 1].Next)
            names[index++] = _tape.Text(member).ToArray();
        return new NameTable(names);
    }

    private IPattern? PatternAt(int node)
    {
        if (compiler.Options.Patterns is not { } patterns)
            return null;
        if (patterns.TryCompile(TextAt(node), out var pattern, out var problem))
            return pattern;
        Report(node, $"the pattern cannot be used: {problem}");
        return null;
    }

    private JsonKind TypeAt(int value)
    {
        var type = _tape[value].Kind == JsonKind.Text ? JsonTypes.Parse(TextAt(value)) : JsonKind.None;
        if (type == JsonKind.None)
            Report(value, "a type must be one of \"null\", \"boolean\", \"number\", \"integer\", \"string\", \"array\", \"object\"");
        return type;
    }

    private bool Is(string name, int value, JsonKind kind, string wanted)
    {
        if (_tape[value].Kind == kind)
            return true;
        Report(value, $"'{name}' must be {wanted}");
        return false;
    }

    private void Report(int node, string message) => compiler.Report(schema.File.PointerTo(node), message);
}
