namespace Sor.Configuration;

/// <summary>Names of the attributes of the context that a condition can be about.</summary>
public static class MatchAttributes
{
    /// <summary>Begins the name of an attribute that an outer stage noted: <c>attributes.STAGE.NAME</c>.</summary>
    public const string NotesPrefix = "attributes.";

    public static IReadOnlyList<string> Known { get; } = ["trigger", "tenantId", "contentType", "function.name", "function.arn"];

    /// <summary>Names that a later version knows begin so.</summary>
    internal static IReadOnlyList<string> LaterPrefixes { get; } = ["event.", "http."];

    /// <summary>The stage in <c>attributes.STAGE.NAME</c>; null when the name is not of that form.</summary>
    internal static string? StageOf(string attribute)
    {
        if (!attribute.StartsWith(NotesPrefix, StringComparison.Ordinal))
            return null;
        var dot = attribute.LastIndexOf('.');
        return dot > NotesPrefix.Length && dot < attribute.Length - 1 ? attribute[NotesPrefix.Length..dot] : null;
    }
}
