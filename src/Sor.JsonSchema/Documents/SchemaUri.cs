using System.Text;

namespace Sor.JsonSchema;

/// <summary>References between schemas: RFC 3986, section 5, on text; nothing is ever opened.</summary>
internal static class SchemaUri
{
    /// <summary>Splits off the fragment, which is empty when there is none.</summary>
    public static (string Uri, string Fragment) Split(string reference)
    {
        var mark = reference.IndexOf('#', StringComparison.Ordinal);
        return mark < 0 ? (reference, "") : (reference[..mark], reference[(mark + 1)..]);
    }

    /// <summary>Resolves a reference without a fragment.</summary>
    public static string Resolve(string baseUri, string reference)
    {
        if (reference.Length == 0)
            return baseUri;
        if (SchemeLength(reference) > 0)
            return reference;
        var scheme = SchemeLength(baseUri);
        if (reference.StartsWith("//", StringComparison.Ordinal))
            return baseUri[..scheme] + reference;

        // SCHEME:[//AUTHORITY]PATH[?QUERY]
        var pathStart = scheme;
        if (string.CompareOrdinal(baseUri, scheme, "//", 0, 2) == 0)
        {
            pathStart = baseUri.IndexOf('/', scheme + 2);
            if (pathStart < 0)
                pathStart = baseUri.Length;
        }

        var pathEnd = baseUri.IndexOf('?', StringComparison.Ordinal);
        if (pathEnd < pathStart)
            pathEnd = baseUri.Length;
        var origin = baseUri[..pathStart];
        if (reference[0] == '?')
            return baseUri[..pathEnd] + reference;
        if (reference[0] == '/')
            return origin + RemoveDots(reference);
        var folder = baseUri[pathStart..pathEnd];
        var slash = folder.LastIndexOf('/');
        return origin + RemoveDots((slash < 0 && origin.Length > scheme ? "/" : folder[..(slash + 1)]) + reference);
    }

    /// <summary>Bytes of percent escapes become characters.</summary>
    public static string Decode(string fragment)
    {
        if (!fragment.Contains('%', StringComparison.Ordinal))
            return fragment;
        var bytes = Encoding.UTF8.GetBytes(fragment);
        var length = 0;
        for (var index = 0; index < bytes.Length; index++)
        {
            if (bytes[index] == '%' && index + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[index + 1]) && char.IsAsciiHexDigit((char)bytes[index + 2]))
            {
                bytes[length++] = (byte)((HexOf(bytes[index + 1]) << 4) | HexOf(bytes[index + 2]));
                index += 2;
            }
            else
            {
                bytes[length++] = bytes[index];
            }
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static int HexOf(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    /// <summary>Characters of the scheme with its colon; 0 when there is none.</summary>
    private static int SchemeLength(string uri)
    {
        for (var index = 0; index < uri.Length; index++)
        {
            if (uri[index] == ':')
                return index == 0 ? 0 : index + 1;
            if (!char.IsAsciiLetterOrDigit(uri[index]) && uri[index] is not ('+' or '-' or '.'))
                return 0;
        }

        return 0;
    }

    private static string RemoveDots(string path)
    {
        var query = path.IndexOf('?', StringComparison.Ordinal);
        var rest = query < 0 ? "" : path[query..];
        if (query >= 0)
            path = path[..query];
        if (!path.Contains('.', StringComparison.Ordinal))
            return path + rest;
        var kept = new List<string>();
        var segments = path.Split('/');
        for (var index = 0; index < segments.Length; index++)
        {
            var isLast = index == segments.Length - 1;
            if (segments[index] == "..")
            {
                if (kept.Count > 1 || (kept.Count == 1 && kept[0].Length > 0))
                    kept.RemoveAt(kept.Count - 1);
                if (isLast)
                    kept.Add("");
            }
            else if (segments[index] != ".")
            {
                kept.Add(segments[index]);
            }
            else if (isLast)
            {
                kept.Add("");
            }
        }

        return string.Join('/', kept) + rest;
    }
}
