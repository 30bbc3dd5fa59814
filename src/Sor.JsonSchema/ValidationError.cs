namespace Sor.JsonSchema;

/// <summary>One way in which an instance differs from its schema. Holds names of the instance's members, never values.</summary>
public sealed class ValidationError
{
    internal ValidationError(string instancePointer, string schemaPointer, string keyword, string message)
    {
        InstancePointer = instancePointer;
        SchemaPointer = schemaPointer;
        Keyword = keyword;
        Message = message;
    }

    /// <summary>RFC 6901 pointer to the value; empty for the whole instance. Names above <see cref="SchemaLimits.MaxPointerNameBytes"/> are cut.</summary>
    public string InstancePointer { get; }

    /// <summary><c>URI#JSON-pointer</c> of the keyword that refused it; the URI is empty in the schema itself.</summary>
    public string SchemaPointer { get; }

    /// <summary>Name of the keyword; empty when the value stands where nothing is allowed, or is no JSON.</summary>
    public string Keyword { get; }

    /// <summary>What is wrong and what is allowed.</summary>
    public string Message { get; }

    public override string ToString() => $"{(InstancePointer.Length == 0 ? "(root)" : InstancePointer)}: {Message}";
}
