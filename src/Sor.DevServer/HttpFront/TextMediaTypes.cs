namespace Sor.DevServer.HttpFront;

/// <summary>Which request bodies a function URL hands over as text; everything else is base64.</summary>
internal static class TextMediaTypes
{
    private static readonly string[] s_text = ["application/json", "application/javascript", "application/xml"];

    public static bool IsText(string? contentType, string? contentEncoding)
    {
        if (!string.IsNullOrEmpty(contentEncoding) || string.IsNullOrEmpty(contentType))
            return false;
        var media = MediaOf(contentType);
        return media.StartsWith("text/", StringComparison.Ordinal) || s_text.Contains(media);
    }

    /// <summary>Whether a body of this type is JSON by its own word.</summary>
    public static bool IsJson(string? contentType)
    {
        var media = MediaOf(contentType ?? "");
        return media == "application/json" || media.EndsWith("+json", StringComparison.Ordinal);
    }

    /// <summary>The type without its parameters, in lower case.</summary>
    public static string MediaOf(string contentType) => contentType.Split(';', 2)[0].Trim().ToLowerInvariant();
}
