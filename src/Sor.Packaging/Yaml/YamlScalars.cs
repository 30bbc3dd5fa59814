using System.Globalization;
using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>What an unquoted scalar is: the core schema of YAML 1.2 (so <c>yes</c> and <c>on</c> are texts).</summary>
internal static class YamlScalars
{
    public static ConfigurationNodeKind KindOf(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ConfigurationNodeKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ConfigurationNodeKind.Boolean,
        _ => IsNumber(text) ? ConfigurationNodeKind.Number : ConfigurationNodeKind.Text,
    };

    /// <summary>The same number in JSON's grammar, with its digits; null when JSON cannot say it.</summary>
    public static string? ToJsonNumber(string text)
    {
        var (radix, digits) = BaseOf(text);
        if (radix != 0)
        {
            return ParseUnsigned(digits, radix)?.ToString(CultureInfo.InvariantCulture);
        }

        // Of a number without a base only the words for infinity and "no number" have an n.
        if (text.AsSpan().ContainsAny('n', 'N'))
        {
            return null;
        }

        var unsigned = text.AsSpan().TrimStart("+-");
        var exponentAt = unsigned.IndexOfAny('e', 'E');
        var mantissa = exponentAt < 0 ? unsigned : unsigned[..exponentAt];
        var exponent = exponentAt < 0 ? "" : unsigned[exponentAt..];
        var pointAt = mantissa.IndexOf('.');
        var whole = (pointAt < 0 ? mantissa : mantissa[..pointAt]).TrimStart('0');
        var fraction = pointAt < 0 || pointAt == mantissa.Length - 1 ? "" : mantissa[pointAt..];
        var sign = text[0] == '-' ? "-" : "";
        return $"{sign}{(whole.IsEmpty ? "0" : whole)}{fraction}{exponent}";
    }

    private static bool IsNumber(string text)
    {
        if (BaseOf(text).Radix != 0)
        {
            return true;
        }

        var rest = text.AsSpan(text[0] is '+' or '-' ? 1 : 0);
        if (rest is ".inf" or ".Inf" or ".INF" || text is ".nan" or ".NaN" or ".NAN")
        {
            return true;
        }

        var whole = SkipDigits(ref rest);
        var fraction = 0;
        if (rest.StartsWith("."))
        {
            rest = rest[1..];
            fraction = SkipDigits(ref rest);
        }

        return whole + fraction > 0 && (rest.IsEmpty || IsExponent(rest));
    }

    private static bool IsExponent(ReadOnlySpan<char> rest)
    {
        if (rest[0] is not ('e' or 'E'))
        {
            return false;
        }

        rest = rest[1..];
        if (!rest.IsEmpty && rest[0] is '+' or '-')
        {
            rest = rest[1..];
        }

        return SkipDigits(ref rest) > 0 && rest.IsEmpty;
    }

    private static int SkipDigits(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAnyExceptInRange('0', '9');
        var count = end < 0 ? rest.Length : end;
        rest = rest[count..];
        return count;
    }

    /// <summary>8 or 16 for <c>0o17</c> and <c>0x1F</c>, with the digits; 0 for everything else.</summary>
    private static (int Radix, string Digits) BaseOf(string text)
    {
        if (text.Length > 2 && text.StartsWith("0o", StringComparison.Ordinal) && text.AsSpan(2).IndexOfAnyExceptInRange('0', '7') < 0)
        {
            return (8, text[2..]);
        }

        return text.Length > 2 && text.StartsWith("0x", StringComparison.Ordinal) && text.Skip(2).All(char.IsAsciiHexDigit)
            ? (16, text[2..])
            : (0, "");
    }

    private static ulong? ParseUnsigned(string digits, int radix)
    {
        var value = 0UL;
        foreach (var digit in digits)
        {
            var next = UInt128.CreateChecked(value) * (uint)radix + (uint)Convert.ToInt32(digit.ToString(), 16);
            if (next > ulong.MaxValue)
            {
                return null;
            }

            value = (ulong)next;
        }

        return value;
    }
}
