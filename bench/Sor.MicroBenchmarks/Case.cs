namespace Sor.MicroBenchmarks;

/// <summary>One row of the report: what a call does to one event.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Run">One call.</param>
internal sealed record Case(string Name, Action Run);
