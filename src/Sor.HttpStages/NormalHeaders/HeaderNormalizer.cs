using Sor.HttpStages.Messages;

namespace Sor.HttpStages.NormalHeaders;

/// <summary>Small names, one line for each (RFC 9110, section 5.3).</summary>
internal static class HeaderNormalizer
{
    // Fields with one value: joined they would mean something else. Cookies of answers have commas of their own.
    private static readonly HashSet<string> s_single = new(StringComparer.Ordinal)
    {
        "access-control-allow-credentials", "access-control-allow-origin", "access-control-max-age", "access-control-request-method", "age", "authorization",
        "content-length", "content-location", "content-range", "content-type", "date", "etag", "expires", "from", "host", "if-modified-since", "if-range",
        "if-unmodified-since", "last-modified", "location", "max-forwards", "origin", "proxy-authorization", "range", "referer", "retry-after", "server",
        "user-agent",
    };

    /// <summary>Normalises all headers.</summary>
    /// <returns>The name of one that has two values and may have one; null: there is none. Its lines stay apart.</returns>
    internal static string? Run(HeaderList headers)
    {
        string? conflict = null;
        var lines = new List<Header>();
        foreach (var (sent, untrimmed) in headers.Lines)
        {
            var (name, value) = (sent.ToLowerInvariant(), untrimmed.Trim(' ', '\t'));
            var index = name == "set-cookie" ? -1 : lines.FindIndex(line => line.Name == name);
            if (index < 0)
            {
                lines.Add(new Header(name, value));
            }
            else if (!s_single.Contains(name))
            {
                lines[index] = new Header(name, Join(name, lines[index].Value, value));
            }
            else if (lines[index].Value != value)
            {
                conflict ??= name;
                lines.Add(new Header(name, value));
            }
        }

        headers.Replace(lines);
        return conflict;
    }

    // Cookies of requests are one list of their own kind (RFC 9113, section 8.2.3). An empty line adds nothing to a list.
    private static string Join(string name, string before, string value)
    {
        if (before.Length == 0 || value.Length == 0)
            return before + value;
        return name == "cookie" ? $"{before}; {value}" : $"{before}, {value}";
    }
}
