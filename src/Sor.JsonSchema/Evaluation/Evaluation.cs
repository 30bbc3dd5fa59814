namespace Sor.JsonSchema;

/// <summary>One validation: applies schemas to nodes of the instance, counts the work and keeps the errors.</summary>
internal sealed class Evaluation(JsonTape instance, int errorCount)
{
    private readonly ValidationError[] _errors = new ValidationError[errorCount];
    private int _found;

    // Resources that were entered, outermost first: the dynamic scope of $dynamicRef.
    private SchemaResource[] _scope = new SchemaResource[8];
    private int _scopeDepth;
    private int _depth;
    private int _quiet;
    private int _steps = SchemaLimits.MaxSteps;
    private string? _givenUp;

    public JsonTape Instance { get; } = instance;

    /// <summary>Whether errors are wanted now; otherwise the first ends a schema.</summary>
    public bool Collects => _quiet == 0 && _found < errorCount;

    /// <summary>Errors that were found until now.</summary>
    public int Found => _found;

    public ValidationError[] Errors => _errors[.._found];

    public bool IsCut => _found == errorCount;

    public ref int Steps => ref _steps;

    /// <summary>Applies the schema to the whole instance.</summary>
    public bool Run(Subschema root)
    {
        var isValid = Apply(root, 0, null);
        if (_givenUp is null && _steps < 0)
            _givenUp = "takes more work to validate than is allowed";
        if (_givenUp is null)
            return isValid;

        // What was found until then may be an answer to half a question.
        _found = 0;
        if (errorCount > 0)
            _errors[_found++] = new ValidationError("", "#", "", _givenUp);
        return false;
    }

    /// <summary>Applies a schema to a node. Marks get what the schema looked at when the node is valid; null when nobody asks.</summary>
    public bool Apply(Subschema schema, int node, EvaluatedSet? marks)
    {
        if (schema.Keywords.Length == 0 && !schema.IsFalse)
            return true;
        if (!Enter())
            return false;
        var isValid = schema.IsFalse ? Refuse(schema, node) : ApplyKeywords(schema, node, marks);
        _depth--;
        return isValid;
    }

    /// <summary>Applies a schema whose errors are not errors of the instance.</summary>
    public bool Test(Subschema schema, int node, EvaluatedSet? marks)
    {
        _quiet++;
        var isValid = Apply(schema, node, marks);
        _quiet--;
        return isValid;
    }

    /// <summary>The outermost schema of the dynamic scope that has the anchor.</summary>
    public Subschema? FindDynamic(string anchor)
    {
        for (var index = 0; index < _scopeDepth; index++)
        {
            if (_scope[index].DynamicAnchors.TryGetValue(anchor, out var node))
                return _scope[index].File.Compiled[node];
        }

        return null;
    }

    /// <summary>Ends the validation: the instance is refused whatever else the schema says.</summary>
    public void GiveUp(string reason)
    {
        _givenUp ??= reason;
        _steps = -1;
    }

    /// <summary>Adds an error; call it only when <see cref="Collects"/>.</summary>
    public void Add(Subschema schema, string keyword, int node, string message) => Insert(_found, schema, keyword, node, message);

    /// <summary>Adds an error before others, which are its reasons. Those at the end give way.</summary>
    public void Insert(int position, Subschema schema, string keyword, int node, string message)
    {
        var location = schema.File.PointerTo(schema.Node);
        if (_found < errorCount)
            _found++;
        Array.Copy(_errors, position, _errors, position + 1, _found - 1 - position);
        _errors[position] = new ValidationError(JsonPointer.Of(Instance, node), keyword.Length == 0 ? location : $"{location}/{keyword}", keyword, message);
    }

    private bool Enter()
    {
        if (--_steps < 0)
            return false;
        if (++_depth <= SchemaLimits.MaxEvaluationDepth)
            return true;
        _depth--;
        GiveUp($"needs schemas inside each other deeper than {Shown.Number(SchemaLimits.MaxEvaluationDepth)}: does the schema refer to itself for the same value?");
        return false;
    }

    private bool Refuse(Subschema schema, int node)
    {
        if (Collects)
            Add(schema, "", node, "is not allowed here");
        return false;
    }

    private bool ApplyKeywords(Subschema schema, int node, EvaluatedSet? marks)
    {
        var isContainer = Instance[node].Kind is JsonKind.List or JsonKind.Map;
        var own = isContainer && (marks is not null || schema.HasUnevaluated) ? new EvaluatedSet(Instance[node].Count) : null;
        var entered = _scopeDepth == 0 || _scope[_scopeDepth - 1] != schema.Resource;
        if (entered)
            PushScope(schema.Resource);

        var isValid = true;
        foreach (var keyword in schema.Keywords)
        {
            // What a refused value has left unevaluated would only repeat the refusal.
            if (!isValid && keyword.ComesLast)
                break;
            isValid &= keyword.Apply(this, schema, node, own);
            if (!isValid && !Collects)
                break;
        }

        if (entered)
            _scopeDepth--;
        if (isValid && own is not null)
            marks?.Add(own);
        return isValid;
    }

    private void PushScope(SchemaResource resource)
    {
        if (_scopeDepth == _scope.Length)
            Array.Resize(ref _scope, _scope.Length * 2);
        _scope[_scopeDepth++] = resource;
    }
}
