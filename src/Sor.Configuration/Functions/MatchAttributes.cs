using System.Buffers;

namespace Sor.Configuration;

/// <summary>Names of the attributes of the context that a condition can be about.</summary>
public static class MatchAttributes
{
    /// <summary>Begins the name of an attribute that an outer stage noted: <c>attributes.STAGE.NAME</c>.</summary>
    public const string NotesPrefix = "attributes.";

    /// <summary>Begins the name of a header of the event's request: <c>http.headers.NAME</c>.</summary>
    public const string HeaderPrefix = "http.headers.";

    // RFC 9110, section 5.6.2.
    private static readonly SearchValues<char> s_ofHeaderNames = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static IReadOnlyList<string> Known { get; } =
    [
        "trigger", "tenantId", "contentType", "function.name", "function.arn",
        "event.kind", "event.id", "event.source", "event.type", "event.subject", "http.method", "http.target", "http.path",
    ];

    /// <summary>Whether a name is that of a header of the event's request: <c>http.headers.NAME</c>.</summary>
    internal static bool IsHeader(string attribute) =>
        attribute.StartsWith(HeaderPrefix, StringComparison.Ordinal) && attribute.Length > HeaderPrefix.Length && !attribute.AsSpan(HeaderPrefix.Length).ContainsAnyExcept(s_ofHeaderNames);

    /// <summary>The stage in <c>attributes.STAGE.NAME</c>; null when the name is not of that form.</summary>
    internal static string? StageOf(string attribute)
    {
        if (!attribute.StartsWith(NotesPrefix, StringComparison.Ordinal))
            return null;
        var dot = attribute.LastIndexOf('.');
        return dot > NotesPrefix.Length && dot < attribute.Length - 1 ? attribute[NotesPrefix.Length..dot] : null;
    }
}
