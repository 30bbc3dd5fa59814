using System.Text;

namespace Sor.Events.Http;

/// <summary>What a content type says about bytes.</summary>
internal static class MediaType
{
    /// <summary>Whether a content type is one of texts: <c>text/*</c>, the known ones of <c>application/*</c>, and those with a suffix that says so.</summary>
    internal static bool IsText(ReadOnlySpan<byte> contentType)
    {
        var type = WithoutParameters(contentType);
        if (type.Length > 5 && HttpHeaderRules.Is(type[..5], "text/"u8))
            return true;
        var suffix = type[(type.LastIndexOf((byte)'+') + 1)..];
        if (suffix.Length < type.Length && IsOne(suffix, "json xml yaml text"u8))
            return true;
        return type.Length > 12 && HttpHeaderRules.Is(type[..12], "application/"u8)
            && IsOne(type[12..], "json xml javascript ecmascript x-javascript x-www-form-urlencoded graphql yaml x-yaml toml x-ndjson jsonl sql rtf xhtml+xml"u8);
    }

    /// <summary>Whether it is JSON: <c>application/json</c>, or with the suffix.</summary>
    internal static bool IsJson(ReadOnlySpan<byte> contentType)
    {
        var type = WithoutParameters(contentType);
        return HttpHeaderRules.Is(type, "application/json"u8) || (type.Length > 5 && HttpHeaderRules.Is(type[^5..], "+json"u8));
    }

    /// <summary>Whether the charset that it names, if it names one, is UTF-8 or part of it.</summary>
    internal static bool IsUtf8(ReadOnlySpan<byte> contentType)
    {
        for (int next; (next = contentType.IndexOf((byte)';')) >= 0;)
        {
            contentType = contentType[(next + 1)..];
            var end = contentType.IndexOf((byte)';');
            var parameter = (end < 0 ? contentType : contentType[..end]).Trim(" \t"u8);
            if (parameter.Length > 8 && HttpHeaderRules.Is(parameter[..8], "charset="u8))
                return IsOne(parameter[8..].Trim("\" "u8), "utf-8 utf8 us-ascii ascii"u8);
        }

        return true;
    }

    /// <summary>The type itself, without parameters and the space around it.</summary>
    internal static ReadOnlySpan<byte> WithoutParameters(ReadOnlySpan<byte> contentType)
    {
        var end = contentType.IndexOf((byte)';');
        return (end < 0 ? contentType : contentType[..end]).Trim(" \t"u8);
    }

    private static bool IsOne(ReadOnlySpan<byte> word, ReadOnlySpan<byte> words)
    {
        while (!words.IsEmpty)
        {
            var end = words.IndexOf((byte)' ');
            if (Ascii.EqualsIgnoreCase(end < 0 ? words : words[..end], word))
                return true;
            words = end < 0 ? default : words[(end + 1)..];
        }

        return false;
    }
}
