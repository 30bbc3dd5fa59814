namespace Sor.JsonSchema;

/// <summary>What is wrong with a schema.</summary>
public sealed class SchemaProblem
{
    internal SchemaProblem(string location, string message)
    {
        Location = location;
        Message = message;
    }

    /// <summary>Where: <c>URI#JSON-pointer</c>; the URI is empty for the schema itself.</summary>
    public string Location { get; }

    /// <summary>What, and what is allowed.</summary>
    public string Message { get; }

    public override string ToString() => $"{Location}: {Message}";
}
