namespace Sor.JsonSchema;

/// <summary>Bounds of schemas, instances and of the work that one validation may take.</summary>
public static class SchemaLimits
{
    /// <summary>One schema document.</summary>
    public const int MaxSchemaBytes = 1024 * 1024;

    /// <summary>Values and member names of one schema document.</summary>
    public const int MaxSchemaNodes = 100_000;

    /// <summary>Schema documents that are registered beside the first.</summary>
    public const int MaxDocuments = 64;

    /// <summary>Problems of a schema that are told at once.</summary>
    public const int MaxProblems = 20;

    /// <summary>An instance: as large as the largest event.</summary>
    public const int MaxInstanceBytes = 32 * 1024 * 1024;

    /// <summary>Values and member names of an instance: 20 bytes each while it is validated.</summary>
    public const int MaxInstanceNodes = 2_000_000;

    /// <summary>Nesting of arrays and objects, in schemas and instances.</summary>
    public const int MaxDepth = 128;

    /// <summary>Schemas that are applied inside each other: a schema that refers to itself for the same value reaches it.</summary>
    public const int MaxEvaluationDepth = 512;

    /// <summary>Work of one validation: schemas applied, names and items compared, text matched. Reached only by schemas that multiply work; about a second.</summary>
    public const int MaxSteps = 100_000_000;

    /// <summary>Errors of one validation, unless <see cref="SchemaOptions.ErrorCount"/> says fewer.</summary>
    public const int MaxErrors = 100;

    /// <summary>Significant digits of <c>multipleOf</c>.</summary>
    public const int MaxDivisorDigits = 18;

    /// <summary>Bytes of one name in a pointer to a place; longer ones are cut, so that errors stay small whatever the instance is.</summary>
    public const int MaxPointerNameBytes = 256;

    /// <summary>Names and values that a message lists as allowed.</summary>
    internal const int MaxListed = 10;

    /// <summary>Characters of one name or value in a message.</summary>
    internal const int MaxShownChars = 60;
}
