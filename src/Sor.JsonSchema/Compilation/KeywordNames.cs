using System.Text;

namespace Sor.JsonSchema;

/// <summary>How schemas write the keywords that are known, and where schemas stand in their values.</summary>
internal static class KeywordNames
{
    private static readonly NameTable s_table = MakeTable();

    public static int Count => s_table.Count;

    // At the positions of KeywordName.
    private static ReadOnlySpan<byte> Texts =>
        "type const enum minimum exclusiveMinimum maximum exclusiveMaximum multipleOf minLength maxLength"u8 +
        " pattern format minItems maxItems uniqueItems minProperties maxProperties required dependentRequired"u8 +
        " $ref $dynamicRef allOf anyOf oneOf not if dependentSchemas propertyNames properties"u8 +
        " patternProperties additionalProperties prefixItems items contains minContains maxContains"u8 +
        " unevaluatedItems unevaluatedProperties then else contentSchema $defs $anchor $dynamicAnchor"u8;

    public static string TextOf(int position) => Encoding.UTF8.GetString(s_table[position]);

    /// <summary>Position of a keyword; -1 for an unknown one.</summary>
    public static int Find(ReadOnlySpan<byte> name) => s_table.Find(name);

    /// <summary>Where schemas stand in the value of a keyword.</summary>
    public static SubschemaPlace PlaceOf(KeywordName keyword) => keyword switch
    {
        KeywordName.Not or KeywordName.If or KeywordName.Then or KeywordName.Else or KeywordName.Items or KeywordName.Contains
            or KeywordName.AdditionalProperties or KeywordName.PropertyNames or KeywordName.UnevaluatedItems or KeywordName.UnevaluatedProperties
            or KeywordName.ContentSchema => SubschemaPlace.Value,
        KeywordName.AllOf or KeywordName.AnyOf or KeywordName.OneOf or KeywordName.PrefixItems => SubschemaPlace.Items,
        KeywordName.Definitions or KeywordName.Properties or KeywordName.PatternProperties or KeywordName.DependentSchemas => SubschemaPlace.Members,
        _ => SubschemaPlace.None,
    };

    private static NameTable MakeTable()
    {
        var names = new byte[(int)KeywordName.DynamicAnchor + 1][];
        var rest = Texts;
        for (var position = 0; position < names.Length; position++)
        {
            var end = rest.IndexOf((byte)' ');
            names[position] = (end < 0 ? rest : rest[..end]).ToArray();
            rest = rest[(end + 1)..];
        }

        return new NameTable(names);
    }
}
