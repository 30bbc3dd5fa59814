namespace Sor.Events;

/// <summary>What a content type (RFC 2046) says about bytes.</summary>
internal static class MediaType
{
    /// <summary>Whether it is one of texts, JSON among them: <c>text/*</c>, the known ones of <c>application/*</c>, and those with a suffix that says so.</summary>
    internal static bool IsText(ReadOnlySpan<byte> contentType)
    {
        var type = WithoutParameters(contentType);
        if (AsciiText.StartsWith(type, "text/"u8) || IsJson(type))
            return true;
        var suffix = type[(type.LastIndexOf((byte)'+') + 1)..];
        if (suffix.Length < type.Length && IsOne(suffix, "xml yaml text"u8))
            return true;
        return AsciiText.StartsWith(type, "application/"u8)
            && IsOne(type["application/"u8.Length..], "xml javascript ecmascript x-javascript x-www-form-urlencoded graphql yaml x-yaml toml x-ndjson jsonl sql rtf xhtml+xml"u8);
    }

    /// <summary>Whether it is JSON: <c>*/json</c> or <c>*/*+json</c> (CloudEvents 1.0.2, JSON format, section 3.1).</summary>
    internal static bool IsJson(ReadOnlySpan<byte> contentType)
    {
        var type = WithoutParameters(contentType);
        return AsciiText.EndsWith(type, "/json"u8) || AsciiText.EndsWith(type, "+json"u8);
    }

    /// <summary>Whether the charset that it names, if it names one, is UTF-8 or part of it: bytes of another one may look like UTF-8.</summary>
    internal static bool IsUtf8(ReadOnlySpan<byte> contentType)
    {
        for (int next; (next = contentType.IndexOf((byte)';')) >= 0;)
        {
            contentType = contentType[(next + 1)..];
            var end = contentType.IndexOf((byte)';');
            var parameter = (end < 0 ? contentType : contentType[..end]).Trim(" \t"u8);
            if (AsciiText.StartsWith(parameter, "charset="u8))
                return IsOne(parameter["charset="u8.Length..].Trim("\" "u8), "utf-8 utf8 us-ascii ascii"u8);
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
            if (AsciiText.Same(end < 0 ? words : words[..end], word))
                return true;
            words = end < 0 ? default : words[(end + 1)..];
        }

        return false;
    }
}
