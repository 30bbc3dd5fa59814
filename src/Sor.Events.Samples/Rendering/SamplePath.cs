using System.Globalization;
using System.Text;

namespace Sor.Events.Samples.Rendering;

/// <summary>Texts in places that have an encoding of their own.</summary>
internal static class SamplePath
{
    private const string NeverInPath = "\"<>\\^`{|}?# %";
    private const string NeverInKey = "\"<>\\^`{|}?#%+=&;:,$@[]'()~!";

    /// <summary>A path as a client sends it: what cannot stand there is percent-encoded, what is encoded stays.</summary>
    internal static string Encode(string path)
    {
        var text = new StringBuilder();
        var bytes = Encoding.UTF8.GetBytes(path);
        for (var i = 0; i < bytes.Length; i++)
        {
            var isEncoded = bytes[i] == '%' && i + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[i + 1]) && char.IsAsciiHexDigit((char)bytes[i + 2]);
            if (isEncoded || (bytes[i] is > 0x20 and < 0x7F && !NeverInPath.Contains((char)bytes[i], StringComparison.Ordinal)))
                _ = text.Append((char)bytes[i]);
            else
                _ = text.Append(CultureInfo.InvariantCulture, $"%{bytes[i]:X2}");
        }

        return text.ToString();
    }

    /// <summary>An object's key as S3 notifies of it: form-encoded, but with its slashes.</summary>
    internal static string EncodeKey(string key)
    {
        var text = new StringBuilder();
        foreach (var value in Encoding.UTF8.GetBytes(key))
        {
            if (value == ' ')
                _ = text.Append('+');
            else if (value is > 0x20 and < 0x7F && !NeverInKey.Contains((char)value, StringComparison.Ordinal))
                _ = text.Append((char)value);
            else
                _ = text.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }

        return text.ToString();
    }
}
