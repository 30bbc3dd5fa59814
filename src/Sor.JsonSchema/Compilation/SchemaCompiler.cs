namespace Sor.JsonSchema;

/// <summary>Compiles schemas: first all that can be referred to is indexed, then each schema that is reached gets its keywords.</summary>
internal sealed class SchemaCompiler
{
    private readonly SchemaOptions _options;
    private readonly SchemaIndex _index;

    // Arrays and chains in place of lists and stacks: each generic type would cost more than its use.
    private readonly SchemaProblem[] _problems = new SchemaProblem[SchemaLimits.MaxProblems];
    private int _problemCount;

    // Schemas that wait for their keywords: references may go in circles.
    private Subschema? _waiting;

    public SchemaCompiler(SchemaOptions options)
    {
        _options = options;
        _index = new SchemaIndex(this);
    }

    public SchemaProblem[] Problems => _problems[.._problemCount];

    public SchemaIndex Index => _index;

    public SchemaOptions Options => _options;

    /// <returns>Null when there are problems.</returns>
    public Subschema? Compile(ReadOnlyMemory<byte> utf8)
    {
        if (_options.Documents.Count > SchemaLimits.MaxDocuments)
            Report("#", $"there are more than {Shown.Number(SchemaLimits.MaxDocuments)} documents");
        var file = _index.Add(_options.BaseUri, "", utf8);
        for (var index = 0; index < _options.Documents.Count && _problemCount == 0; index++)
            _index.Add(_options.Documents[index].Uri, _options.Documents[index].Uri, _options.Documents[index].Utf8);
        if (file is null || _problemCount > 0)
            return null;

        var root = Get(file, 0, file.Resources[0]!);
        while (_waiting is { } schema && _problemCount < SchemaLimits.MaxProblems)
        {
            _waiting = schema.NextWaiting;
            Fill(schema);
        }

        return _problemCount == 0 ? root : null;
    }

    /// <summary>The schema at a node; its keywords may come later.</summary>
    public Subschema Get(SchemaFile file, int node, SchemaResource resource)
    {
        if (file.Compiled[node] is { } known)
            return known;
        var schema = new Subschema(file.Resources[node] ?? resource, file, node);
        file.Compiled[node] = schema;
        schema.NextWaiting = _waiting;
        _waiting = schema;
        return schema;
    }

    public void Report(string pointer, string message)
    {
        if (_problemCount < SchemaLimits.MaxProblems)
            _problems[_problemCount++] = new SchemaProblem(pointer, message);
    }

    private void Fill(Subschema schema)
    {
        var tape = schema.Tape;
        switch (tape[schema.Node].Kind)
        {
            case JsonKind.Boolean:
                schema.IsFalse = tape.Source[tape[schema.Node].Start] == 'f';
                return;
            case JsonKind.Map:
                schema.Keywords = new KeywordReader(this, schema).Read();
                return;
            default:
                Report(schema.File.PointerTo(schema.Node), "a schema must be an object, true or false");
                return;
        }
    }
}
