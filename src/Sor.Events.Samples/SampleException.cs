namespace Sor.Events.Samples;

/// <summary>A sample cannot be made as it was asked for.</summary>
/// <param name="problem">What is wrong.</param>
/// <param name="fix">How to mend it.</param>
public sealed class SampleException(string problem, string fix) : Exception(problem)
{
    /// <summary>How to mend it, for a person.</summary>
    public string Fix { get; } = fix;
}
