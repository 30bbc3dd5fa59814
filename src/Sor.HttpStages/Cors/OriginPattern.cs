using System.Buffers;

namespace Sor.HttpStages.Cors;

/// <summary>One entry of <c>origins</c>: an origin, or one with <c>*.</c> before its host, which stands for one label or more.</summary>
internal sealed class OriginPattern
{
    private const string Wildcard = "*.";
    private const string AfterScheme = "://";

    // Names are as they go over the wire: punycode. Brackets and colons are those of addresses and ports.
    private static readonly SearchValues<char> s_host = SearchValues.Create("-.:[]_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private readonly string _scheme;
    private readonly string _host;
    private readonly bool _isWildcard;

    private OriginPattern(string scheme, string host, bool isWildcard) => (_scheme, _host, _isWildcard) = (scheme, host, isWildcard);

    /// <summary>Null: it is no origin.</summary>
    internal static OriginPattern? Parse(string text)
    {
        var end = text.IndexOf(AfterScheme, StringComparison.Ordinal);
        if (end <= 0 || !Uri.CheckSchemeName(text[..end]))
            return null;
        var host = text[(end + AfterScheme.Length)..];
        var isWildcard = host.StartsWith(Wildcard, StringComparison.Ordinal);
        if (isWildcard)
            host = host[Wildcard.Length..];
        var isOrigin = host.Length > 0 && !host.AsSpan().ContainsAnyExcept(s_host) && Uri.TryCreate($"{text[..end]}{AfterScheme}{host}", UriKind.Absolute, out _);
        return isOrigin ? new OriginPattern(text[..end], host, isWildcard) : null;
    }

    internal bool Matches(string origin)
    {
        var end = origin.IndexOf(AfterScheme, StringComparison.Ordinal);
        if (end < 0 || !Same(origin.AsSpan(0, end), _scheme))
            return false;
        var host = origin.AsSpan(end + AfterScheme.Length);
        if (!_isWildcard)
            return Same(host, _host);
        var labels = host.Length - _host.Length - 1;
        return labels > 0 && host[labels] == '.' && Same(host[(labels + 1)..], _host) && AreLabels(host[..labels]);
    }

    // Browsers send nothing else; what is no name must not end like one that is trusted.
    private static bool AreLabels(ReadOnlySpan<char> text)
    {
        var before = '.';
        foreach (var letter in text)
        {
            if (letter == '.' ? before == '.' : !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_'))
                return false;
            before = letter;
        }

        return before != '.';
    }

    private static bool Same(ReadOnlySpan<char> one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
