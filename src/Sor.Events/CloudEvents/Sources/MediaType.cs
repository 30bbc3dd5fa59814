using System.Text;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>What a media type (RFC 2046) says about its content.</summary>
internal static class MediaType
{
    /// <summary><c>*/json</c> or <c>*/*+json</c>, with any parameters.</summary>
    internal static bool IsJson(ReadOnlySpan<byte> type) => Subtype(type) is var subtype && (Same(subtype, "json"u8) || EndsWith(subtype, "+json"u8));

    /// <summary>Text that is not JSON.</summary>
    internal static bool IsText(ReadOnlySpan<byte> type)
    {
        if (IsJson(type))
            return false;
        if (StartsWith(type, "text/"u8))
            return true;
        var subtype = Subtype(type);
        return StartsWith(type, "application/"u8)
            && (Same(subtype, "xml"u8) || Same(subtype, "javascript"u8) || Same(subtype, "x-www-form-urlencoded"u8) || Same(subtype, "graphql"u8)
                || Same(subtype, "yaml"u8) || Same(subtype, "x-yaml"u8) || Same(subtype, "toml"u8) || Same(subtype, "x-ndjson"u8)
                || Same(subtype, "jsonl"u8) || Same(subtype, "sql"u8))
            || EndsWith(subtype, "+xml"u8) || EndsWith(subtype, "+yaml"u8) || EndsWith(subtype, "+text"u8);
    }

    internal static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start) => text.Length >= start.Length && Same(text[..start.Length], start);

    internal static bool Same(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) => Ascii.EqualsIgnoreCase(a, b);

    private static bool EndsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end) => text.Length >= end.Length && Same(text[^end.Length..], end);

    private static ReadOnlySpan<byte> Subtype(ReadOnlySpan<byte> type)
    {
        var semicolon = type.IndexOf((byte)';');
        if (semicolon >= 0)
            type = type[..semicolon];
        return type[(type.IndexOf((byte)'/') + 1)..].Trim(" \t"u8);
    }
}
