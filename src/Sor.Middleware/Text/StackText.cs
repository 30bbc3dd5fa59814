namespace Sor.Middleware.Text;

/// <summary>The stack of an exception as lines, innermost first, without this library's own.</summary>
internal static class StackText
{
    internal static IReadOnlyList<string> LinesOf(Exception problem)
    {
        var lines = (problem.StackTrace ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. lines.Where(static line => !line.Contains(" Sor.Middleware.Call.RunAsync", StringComparison.Ordinal)
            && !line.Contains(" Sor.Middleware.MiddlewareProgram.", StringComparison.Ordinal)
            && line.StartsWith("at ", StringComparison.Ordinal))];
    }
}
