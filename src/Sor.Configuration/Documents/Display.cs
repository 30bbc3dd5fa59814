using System.Text;

namespace Sor.Configuration;

/// <summary>How values of unknown origin are shown to people: on one line, bounded, without control characters.</summary>
public static class Display
{
    private const int MaxLength = 80;

    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, MaxLength)))
        {
            _ = c switch
            {
                '"' => shown.Append("\\\""),
                '\\' => shown.Append("\\\\"),
                '\n' => shown.Append("\\n"),
                '\t' => shown.Append("\\t"),
                _ when char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' => shown.Append($"\\u{(int)c:x4}"),
                _ => shown.Append(c),
            };
        }

        return shown.Append(text.Length > MaxLength ? "...\"" : "\"").ToString();
    }

    /// <summary>What stands there, for "found ...".</summary>
    public static string Describe(ConfigurationNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.Kind switch
        {
            ConfigurationNodeKind.Null => "nothing (null)",
            ConfigurationNodeKind.List => "a list",
            ConfigurationNodeKind.Map => "a map",
            ConfigurationNodeKind.Text => Quote(node.Text),
            _ => node.Text.Length <= MaxLength ? node.Text : string.Concat(node.Text.AsSpan(0, MaxLength), "..."),
        };
    }

    /// <summary>What stands there without its value, which may be a secret.</summary>
    public static string DescribeKind(ConfigurationNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.Kind switch
        {
            ConfigurationNodeKind.Boolean => "true or false",
            ConfigurationNodeKind.Number => "a number",
            ConfigurationNodeKind.Text => "a text",
            _ => Describe(node),
        };
    }

    public static string Join(IEnumerable<string> values) => string.Join(", ", values);
}
