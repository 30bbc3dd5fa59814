using Sor.Events.Json;

namespace Sor.Events.Http.Replies;

/// <summary>How a map of headers holds the values of one name.</summary>
internal enum HeaderShape
{
    /// <summary>One string: values joined with a comma. Cookies cannot be joined: the last one stands.</summary>
    Joined,

    /// <summary>The same, and cookies are left out: they have a member of their own.</summary>
    JoinedWithoutCookies,

    /// <summary>An array of strings.</summary>
    Arrays,

    /// <summary>A string, or, for several, an array of them.</summary>
    Mixed,

    /// <summary>An array of objects with the name as the response writes it, and a value.</summary>
    Keyed,
}

/// <summary>
/// Writes a response's headers as the maps that providers take. Names are made small, so that one name is one member. The length of the body
/// is left to whoever sends it.
/// </summary>
internal static class ReplyHeaders
{
    /// <summary>Writes the map.</summary>
    /// <param name="json">The output.</param>
    /// <param name="headers">The headers.</param>
    /// <param name="shape">How it holds values.</param>
    /// <param name="contentType">The content type to write if the response names none; empty to write none.</param>
    internal static void Write(ref JsonOutput json, HttpHeaderList headers, HeaderShape shape, ReadOnlySpan<byte> contentType = default)
    {
        json.Raw("{"u8);
        var isFirst = true;
        for (var i = 0; i < headers.Count; i++)
        {
            var name = headers.Name(i);
            if (IsLength(name) || headers.Find(name) < i || (shape == HeaderShape.JoinedWithoutCookies && IsCookie(name)))
                continue;
            WriteName(ref json, name, ref isFirst);
            WriteValues(ref json, headers, i, shape);
        }

        if (!contentType.IsEmpty && headers.Find("content-type"u8) < 0)
        {
            WriteName(ref json, "content-type"u8, ref isFirst);
            json.Raw(shape == HeaderShape.Arrays ? "["u8 : default);
            json.Text(contentType);
            json.Raw(shape == HeaderShape.Arrays ? "]"u8 : default);
        }

        json.Raw("}"u8);
    }

    /// <summary>The values of <c>set-cookie</c>, as an array.</summary>
    internal static void WriteCookies(ref JsonOutput json, HttpHeaderList headers)
    {
        var first = headers.Find("set-cookie"u8);
        if (first < 0)
            json.Raw("[]"u8);
        else
            WriteArray(ref json, headers, first);
    }

    /// <summary>Whether more than one cookie is set.</summary>
    internal static bool HasManyCookies(HttpHeaderList headers) =>
        headers.Find("set-cookie"u8) is >= 0 and var first && headers.Find("set-cookie"u8, first + 1) >= 0;

    private static void WriteName(ref JsonOutput json, ReadOnlySpan<byte> name, ref bool isFirst)
    {
        json.Raw(isFirst ? default : ","u8);
        isFirst = false;
        json.LowerCaseText(name);
        json.Raw(":"u8);
    }

    private static void WriteValues(ref JsonOutput json, HttpHeaderList headers, int index, HeaderShape shape)
    {
        var name = headers.Name(index);
        switch (shape)
        {
            case HeaderShape.Arrays:
            case HeaderShape.Mixed when headers.Find(name, index + 1) >= 0:
                WriteArray(ref json, headers, index);
                break;
            case HeaderShape.Keyed:
                WriteKeyed(ref json, headers, index);
                break;
            default:
                WriteJoined(ref json, headers, index);
                break;
        }
    }

    private static void WriteArray(ref JsonOutput json, HttpHeaderList headers, int index)
    {
        for (var at = index; at >= 0; at = headers.Find(headers.Name(index), at + 1))
        {
            json.Raw(at == index ? "["u8 : ","u8);
            json.Text(headers.Value(at));
        }

        json.Raw("]"u8);
    }

    private static void WriteKeyed(ref JsonOutput json, HttpHeaderList headers, int index)
    {
        for (var at = index; at >= 0; at = headers.Find(headers.Name(index), at + 1))
        {
            json.Raw(at == index ? "[{\"key\":"u8 : ",{\"key\":"u8);
            json.Text(headers.Name(at));
            json.Raw(",\"value\":"u8);
            json.Text(headers.Value(at));
            json.Raw("}"u8);
        }

        json.Raw("]"u8);
    }

    private static void WriteJoined(ref JsonOutput json, HttpHeaderList headers, int index)
    {
        var name = headers.Name(index);
        if (IsCookie(name))
        {
            for (int next; (next = headers.Find(name, index + 1)) >= 0;)
                index = next;
        }

        json.Raw("\""u8);
        json.Content(headers.Value(index));
        while ((index = headers.Find(name, index + 1)) >= 0)
        {
            json.Raw(", "u8);
            json.Content(headers.Value(index));
        }

        json.Raw("\""u8);
    }

    private static bool IsCookie(ReadOnlySpan<byte> name) => AsciiText.Same(name, "set-cookie"u8);

    private static bool IsLength(ReadOnlySpan<byte> name) => AsciiText.Same(name, "content-length"u8);
}
