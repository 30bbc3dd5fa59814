namespace Sor.HttpStages.Messages;

/// <summary>What a content type (RFC 9110, section 8.3) says. Compared without case.</summary>
internal static class MediaTypes
{
    /// <summary>The type without parameters and the space around it, in small letters.</summary>
    internal static string WithoutParameters(string contentType)
    {
        var end = contentType.IndexOf(';', StringComparison.Ordinal);
        return (end < 0 ? contentType : contentType[..end]).Trim(' ', '\t').ToLowerInvariant();
    }

    /// <summary><c>*/json</c> or <c>*/*+json</c>.</summary>
    internal static bool IsJson(string type) => type.EndsWith("/json", StringComparison.Ordinal) || type.EndsWith("+json", StringComparison.Ordinal);

    /// <summary>The charset that it names; null: none.</summary>
    internal static string? Charset(string contentType)
    {
        foreach (var part in contentType.Split(';').Skip(1))
        {
            var parameter = part.Trim(' ', '\t');
            if (parameter.StartsWith("charset=", StringComparison.OrdinalIgnoreCase))
                return parameter["charset=".Length..].Trim('"').ToLowerInvariant();
        }

        return null;
    }

    /// <summary>Whether it is written as a type: <c>type/subtype</c>.</summary>
    internal static bool IsType(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && HeaderSyntax.IsName(text[..slash]) && HeaderSyntax.IsName(text[(slash + 1)..]);
    }

    /// <summary>Whether a type is one of a list, whose entries may end in <c>/*</c>.</summary>
    internal static bool IsOne(string type, IReadOnlyList<string> list)
    {
        foreach (var entry in list)
        {
            if (entry == "*/*" || HeaderList.Same(type, entry) || (entry.EndsWith("/*", StringComparison.Ordinal) && type.StartsWith(entry[..^1], StringComparison.OrdinalIgnoreCase)))
                return true;
        }

        return false;
    }
}
