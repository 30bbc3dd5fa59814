namespace Sor.RuntimeApi.Server;

/// <summary>How the platform reads the error category that a runtime sends as <see cref="RuntimeApiHeaders.ErrorType"/>.</summary>
public static class ErrorTypeCategory
{
    private const string UnknownRuntime = "Runtime.Unknown";
    private const string UnknownFunction = "Function.Unknown";

    /// <summary>
    /// Keeps a value in which <c>Runtime.</c> or <c>Function.</c> is followed by an upper-case letter and one more letter,
    /// wherever it stands; anything else becomes <c>Function.Unknown</c> or <c>Runtime.Unknown</c>.
    /// </summary>
    public static string Sanitize(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return UnknownRuntime;
        if (HasReason(value, "Runtime.") || HasReason(value, "Function."))
            return value;
        return value.StartsWith("Function.", StringComparison.Ordinal) ? UnknownFunction : UnknownRuntime;
    }

    private static bool HasReason(string value, string category)
    {
        for (var at = value.IndexOf(category, StringComparison.Ordinal); at >= 0; at = value.IndexOf(category, at + 1, StringComparison.Ordinal))
        {
            var reason = at + category.Length;
            if (reason + 1 < value.Length && char.IsAsciiLetterUpper(value[reason]) && char.IsAsciiLetter(value[reason + 1]))
                return true;
        }

        return false;
    }
}
