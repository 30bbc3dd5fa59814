using System.Buffers;

namespace Sor.HttpStages.Messages;

/// <summary>What may stand in a header (RFC 9110, section 5).</summary>
internal static class HeaderSyntax
{
    private static readonly SearchValues<char> s_token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Whether it is a token: a name, a method.</summary>
    internal static bool IsName(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(s_token);

    /// <summary>Whether it has no control characters.</summary>
    internal static bool IsValue(string text) => !text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.Contains('\u007f', StringComparison.Ordinal);
}
