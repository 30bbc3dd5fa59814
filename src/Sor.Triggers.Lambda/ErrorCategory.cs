namespace Sor.Triggers.Lambda;

/// <summary>
/// The header <c>Lambda-Runtime-Function-Error-Type</c>: the platform keeps <c>Runtime.Xy</c> and <c>Function.Xy</c> for its logs and turns
/// everything else into <c>Runtime.Unknown</c>, so an exception of the function's own is put under <c>Function</c>.
/// </summary>
public static class ErrorCategory
{
    // Types are names; whatever is longer is somebody's mistake, and a header is no place for it.
    private const int MaxChars = 200;

    public static string Of(Failure failure)
    {
        var type = failure.ErrorType.Length <= MaxChars ? failure.ErrorType : failure.ErrorType[..MaxChars];
        if (IsCategory(type, "Runtime.") || IsCategory(type, "Function."))
            return type;
        var word = new string(type.Where(char.IsAsciiLetterOrDigit));
        return word.Length >= 2 && char.IsAsciiLetter(word[0]) && char.IsAsciiLetter(word[1])
            ? $"Function.{char.ToUpperInvariant(word[0])}{word[1..]}"
            : "Function.Unknown";
    }

    private static bool IsCategory(string type, string prefix) =>
        type.StartsWith(prefix, StringComparison.Ordinal) && type.Length >= prefix.Length + 2
        && char.IsAsciiLetterUpper(type[prefix.Length]) && char.IsAsciiLetter(type[prefix.Length + 1]);
}
