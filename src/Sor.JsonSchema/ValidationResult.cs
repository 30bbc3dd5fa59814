namespace Sor.JsonSchema;

/// <summary>What a validation found.</summary>
public sealed class ValidationResult
{
    internal static ValidationResult Valid { get; } = new([], isJson: true, isCut: false);

    internal ValidationResult(IReadOnlyList<ValidationError> errors, bool isJson, bool isCut)
    {
        Errors = errors;
        IsJson = isJson;
        IsCut = isCut;
    }

    public bool IsValid => Errors.Count == 0;

    /// <summary>False when the instance is no JSON text at all, or above a limit; <see cref="Errors"/> then says why.</summary>
    public bool IsJson { get; }

    /// <summary>Whether there may be more errors than are told.</summary>
    public bool IsCut { get; }

    /// <summary>In the order of the schema's keywords and the instance's members: the same for the same input.</summary>
    public IReadOnlyList<ValidationError> Errors { get; }
}
