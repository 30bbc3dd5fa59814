namespace Sor.JsonSchema;

/// <summary>Names of types, as schemas and messages write them.</summary>
internal static class JsonTypes
{
    public static JsonKind Parse(string name) => name switch
    {
        "null" => JsonKind.Null,
        "boolean" => JsonKind.Boolean,
        "number" => JsonKind.Number,
        "integer" => JsonKind.Integer,
        "string" => JsonKind.Text,
        "array" => JsonKind.List,
        "object" => JsonKind.Map,
        _ => JsonKind.None,
    };

    public static string NameOf(JsonKind kind) => kind switch
    {
        JsonKind.Null => "null",
        JsonKind.Boolean => "boolean",
        JsonKind.Number => "number",
        JsonKind.Integer => "integer",
        JsonKind.Text => "string",
        JsonKind.List => "array",
        _ => "object",
    };
}
