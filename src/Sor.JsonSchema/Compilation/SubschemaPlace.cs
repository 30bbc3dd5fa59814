namespace Sor.JsonSchema;

/// <summary>Where schemas stand in the value of a keyword.</summary>
internal enum SubschemaPlace
{
    None,
    Value,
    Items,
    Members,
}
