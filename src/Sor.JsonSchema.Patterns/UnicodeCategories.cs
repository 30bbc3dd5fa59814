namespace Sor.JsonSchema.Patterns;

/// <summary>General categories of Unicode, as ECMA-262 may write them.</summary>
internal static class UnicodeCategories
{
    private static readonly string[] s_short =
    [
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po",
        "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Cs", "Co", "Cn",
    ];

    // At the positions of the short ones.
    private static readonly string[] s_long =
    [
        "Letter", "Uppercase_Letter", "Lowercase_Letter", "Titlecase_Letter", "Modifier_Letter", "Other_Letter", "Mark", "Nonspacing_Mark", "Spacing_Mark", "Enclosing_Mark",
        "Number", "Decimal_Number", "Letter_Number", "Other_Number", "Punctuation", "Connector_Punctuation", "Dash_Punctuation", "Open_Punctuation", "Close_Punctuation",
        "Initial_Punctuation", "Final_Punctuation", "Other_Punctuation", "Symbol", "Math_Symbol", "Currency_Symbol", "Modifier_Symbol", "Other_Symbol",
        "Separator", "Space_Separator", "Line_Separator", "Paragraph_Separator", "Other", "Control", "Format", "Surrogate", "Private_Use", "Unassigned",
    ];

    /// <returns>Null for what is no general category.</returns>
    public static string? ShortNameOf(string name)
    {
        if (name == "digit")
            return "Nd";
        var index = Array.IndexOf(s_long, name);
        return index >= 0 ? s_short[index] : Array.IndexOf(s_short, name) >= 0 ? name : null;
    }
}
