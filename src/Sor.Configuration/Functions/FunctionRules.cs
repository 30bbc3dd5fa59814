using System.Text;

namespace Sor.Configuration;

/// <summary>What a single text may look like. One place for both file forms and for the environment.</summary>
public static class FunctionRules
{
    public const string FunctionNameShape = "1 to 64 letters, digits, - and _";
    public const string StageNameShape = "1 to 64 letters, digits, -, _ and ., beginning with a letter or digit";
    public const string VariableNameShape = "letters, digits and _, not beginning with a digit";

    public const string GrantableVariableShape = VariableNameShape + "; not one that the platform or the engine sets for its children";

    private static readonly string[] ReservedVariables = ["_HANDLER", "_X_AMZN_TRACE_ID", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR"];

    private static readonly string[] ReservedPrefixes = ["SOR_", "AWS_LAMBDA_"];

    public static bool IsFunctionName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= FunctionLimits.NameLength && All(name, static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
    }

    public static bool IsStageName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= FunctionLimits.StageNameLength
            && char.IsAsciiLetterOrDigit(name[0])
            && All(name, static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
    }

    public static bool IsVariableName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= FunctionLimits.TextLength
            && !char.IsAsciiDigit(name[0])
            && All(name, static c => char.IsAsciiLetterOrDigit(c) || c == '_');
    }

    /// <summary>Variables by which the platform and the engine speak to their children: a function cannot set them.</summary>
    public static bool IsReservedVariable(string name) =>
        Array.Exists(ReservedVariables, variable => variable == name) || Array.Exists(ReservedPrefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Whether a package can ask for the variable, and a stage can grant it.</summary>
    public static bool IsGrantableVariable(string name) => IsVariableName(name) && !IsReservedVariable(name);

    /// <summary>A text of one line that a path, a handler or an interpreter can be.</summary>
    public static bool IsLine(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is > 0 and <= FunctionLimits.TextLength && All(text, static c => !char.IsControl(c)) && text.Trim().Length == text.Length;
    }

    /// <summary>An argument or the value of a variable: anything that the system call accepts.</summary>
    public static bool IsArgument(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return !text.Contains('\0', StringComparison.Ordinal) && Encoding.UTF8.GetByteCount(text) <= FunctionLimits.ArgumentBytes;
    }

    /// <summary>Whether the languages' form FILE.NAME is kept: <c>app.handle</c>, <c>src/app.handle</c>.</summary>
    public static bool IsModuleHandler(string handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var file = handler.LastIndexOf('/') + 1;
        var dot = handler.IndexOf('.', file);
        return IsLine(handler) && dot > file && !handler.EndsWith('.') && !handler.Contains("..", StringComparison.Ordinal);
    }

    private static bool All(string text, Func<char, bool> test)
    {
        foreach (var c in text)
        {
            if (!test(c))
            {
                return false;
            }
        }

        return true;
    }
}
