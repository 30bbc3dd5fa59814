namespace Sor.Configuration;

/// <summary>What <c>use</c> may say: <c>./path</c> for the function's own file, or a bare name that is looked up under <c>/opt</c>.</summary>
public static class StageReference
{
    public const string Shape = "./path below the function's folder, or a bare name";

    public static bool IsLocal(string use)
    {
        ArgumentNullException.ThrowIfNull(use);
        return use.StartsWith("./", StringComparison.Ordinal);
    }

    /// <summary>The stage's name when none is given: the last part of the path.</summary>
    public static string DefaultName(string use)
    {
        ArgumentNullException.ThrowIfNull(use);
        return use[(use.LastIndexOf('/') + 1)..];
    }

    /// <summary>Code, message and remedy of a reference that cannot be used; null for a good one.</summary>
    public static (string Code, string Message, string Fix)? Problem(string use)
    {
        ArgumentNullException.ThrowIfNull(use);
        var shown = Display.Quote(use);
        if (!FunctionRules.IsLine(use) || use.Contains('\\', StringComparison.Ordinal))
        {
            return Bad($"{shown} is no reference to a middleware", "write the path with /, without blanks at its ends and control characters");
        }

        if (IsLocal(use))
        {
            return Array.TrueForAll(use[2..].Split('/'), static part => part is not ("" or "." or ".."))
                ? null
                : Bad($"the path {shown} is not plain: it has an empty, . or .. part", "name the file from the function's folder down, such as ./middlewares/redact");
        }

        if (use.StartsWith('/') || use.StartsWith("../", StringComparison.Ordinal))
        {
            return Bad($"{shown} is outside of the function's folder", "copy the file into the folder and write ./path, or put it into a layer and write its bare name");
        }

        if (use.Contains('@', StringComparison.Ordinal))
        {
            return (DiagnosticCodes.NotYet, $"not yet: packages with a version ({shown})", "put the middleware into a layer and write its bare name");
        }

        if (use.Contains('/', StringComparison.Ordinal))
        {
            return Bad($"{shown} is neither a path nor a bare name", $"write {Display.Quote("./" + use)} for a file of the function");
        }

        return FunctionRules.IsStageName(use) ? null : Bad($"{shown} is no name of a middleware", $"a bare name has {FunctionRules.StageNameShape}");
    }

    private static (string Code, string Message, string Fix) Bad(string message, string fix) => (DiagnosticCodes.BadReference, message, fix);
}
