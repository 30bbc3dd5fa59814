namespace Sor.JsonSchema;

/// <summary>
/// A compiled JSON Schema of draft 2020-12. Compile once, validate many instances; a compiled schema may be used from several threads at once.
/// Nothing here reads files or the network.
/// </summary>
public sealed class JsonSchema
{
    private readonly Subschema _root;
    private readonly int _errorCount;

    private JsonSchema(Subschema root, int errorCount)
    {
        _root = root;
        _errorCount = errorCount;
    }

    /// <summary>Compiles a schema. Never throws for what the bytes hold.</summary>
    /// <param name="utf8">The schema; it must not change while the compiled one is in use.</param>
    public static SchemaResult Compile(ReadOnlyMemory<byte> utf8) => Compile(utf8, SchemaOptions.Default);

    /// <inheritdoc cref="Compile(ReadOnlyMemory{byte})"/>
    public static SchemaResult Compile(ReadOnlyMemory<byte> utf8, SchemaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.ErrorCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.ErrorCount, SchemaLimits.MaxErrors);
        var compiler = new SchemaCompiler(options);
        var root = compiler.Compile(utf8);
        return new SchemaResult(root is null ? null : new JsonSchema(root, options.ErrorCount), compiler.Problems);
    }

    /// <summary>Whether an instance is JSON and valid; quicker than <see cref="Validate"/> for those that are not.</summary>
    public bool IsValid(ReadOnlyMemory<byte> utf8)
    {
        using var tape = JsonTapeReader.Read(utf8, SchemaLimits.MaxInstanceBytes, SchemaLimits.MaxInstanceNodes);
        return tape.Problem is null && new Evaluation(tape, errorCount: 0).Run(_root);
    }

    /// <summary>Validates an instance and tells its errors. Never throws for what the bytes hold.</summary>
    public ValidationResult Validate(ReadOnlyMemory<byte> utf8)
    {
        using var tape = JsonTapeReader.Read(utf8, SchemaLimits.MaxInstanceBytes, SchemaLimits.MaxInstanceNodes);
        if (tape.Problem is { } problem)
            return new ValidationResult(new[] { new ValidationError("", "", "", problem) }, isJson: false, isCut: false);

        // Valid ones are the rule: the first run builds no errors and stops at the first.
        if (new Evaluation(tape, errorCount: 0).Run(_root))
            return ValidationResult.Valid;
        var evaluation = new Evaluation(tape, _errorCount);
        evaluation.Run(_root);
        return new ValidationResult(evaluation.Errors, isJson: true, evaluation.IsCut);
    }
}
