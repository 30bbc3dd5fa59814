using Sor.Configuration;

namespace Sor.DevServer.Functions;

/// <summary>What reading a configuration gave.</summary>
/// <param name="Setup">Null when there are errors.</param>
/// <param name="Problems">Errors and warnings.</param>
internal sealed record FunctionReading(FunctionSetup? Setup, IReadOnlyList<Diagnostic> Problems)
{
    /// <summary>The problems for a caller, on one line.</summary>
    public string ProblemText =>
        "the configuration is broken: " + string.Join("; ", Problems.Select(problem => $"{problem.Code} {problem.Message}"));
}
