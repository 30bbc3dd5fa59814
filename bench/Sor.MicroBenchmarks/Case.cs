namespace Sor.MicroBenchmarks;

/// <summary>One row of the report: what a stage does to one event, and what it may cost.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Run">One call.</param>
/// <param name="MaxMicroseconds">The most that a call may take.</param>
/// <param name="MaxBytes">The most that a call may allocate; null: no limit.</param>
internal sealed record Case(string Name, Action Run, double MaxMicroseconds, long? MaxBytes = null);
