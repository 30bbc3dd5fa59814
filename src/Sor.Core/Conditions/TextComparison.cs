using System.Text;
using Sor.Configuration;

namespace Sor.Core;

/// <summary>Compares a text, or the UTF-8 of one, with a value: whole, its beginning or its end; ordinal, case matters.</summary>
internal sealed class TextComparison(MatchDialect dialect, string value)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(value);

    internal bool Holds(string text) => dialect switch
    {
        MatchDialect.Exact => text == value,
        MatchDialect.Prefix => text.StartsWith(value, StringComparison.Ordinal),
        _ => text.EndsWith(value, StringComparison.Ordinal),
    };

    internal bool Holds(ReadOnlySpan<byte> utf8) => dialect switch
    {
        MatchDialect.Exact => utf8.SequenceEqual(_utf8),
        MatchDialect.Prefix => utf8.StartsWith(_utf8),
        _ => utf8.EndsWith(_utf8),
    };
}
