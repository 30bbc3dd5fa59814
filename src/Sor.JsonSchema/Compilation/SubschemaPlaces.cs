namespace Sor.JsonSchema;

/// <summary>Which keywords hold schemas.</summary>
internal static class SubschemaPlaces
{
    public static SubschemaPlace Of(string keyword) => keyword switch
    {
        "not" or "if" or "then" or "else" or "items" or "contains" or "additionalProperties" or "propertyNames"
            or "unevaluatedItems" or "unevaluatedProperties" or "contentSchema" => SubschemaPlace.Value,
        "allOf" or "anyOf" or "oneOf" or "prefixItems" => SubschemaPlace.Items,
        "$defs" or "properties" or "patternProperties" or "dependentSchemas" => SubschemaPlace.Members,
        _ => SubschemaPlace.None,
    };
}
