using Sor.Middleware.Text;

namespace Sor.Middleware;

/// <summary>A failure as data.</summary>
internal sealed record Failure(string ErrorType, string Message, IReadOnlyList<string> Stack, bool? Retry)
{
    /// <summary>What becomes of an exception that left a function.</summary>
    internal static Failure Of(Exception problem) => problem is FailureException decided
        ? new Failure(decided.ErrorType, decided.Message, [], decided.Retry)
        : new Failure(problem.GetType().Name, problem.Message, StackText.LinesOf(problem), null);
}
