using System.Globalization;

namespace Sor.Configuration;

/// <summary>Whole numbers of both file forms.</summary>
public static class WholeNumber
{
    /// <summary>Hold everything that any range allows, and no arithmetic on them overflows.</summary>
    private const int MaxDigits = 12;

    /// <returns>Null when the value is no whole number in plain decimal digits.</returns>
    public static long? Read(ConfigurationNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node is { Kind: ConfigurationNodeKind.Number, Text.Length: <= MaxDigits }
            && long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                ? value
                : null;
    }
}
