namespace Sor.Configuration;

/// <summary>
/// When a stage's circuit opens: after <see cref="Failures"/> breakdowns in a row it is neither started nor asked for <see cref="Backoff"/>; then
/// one event tries it again, and each further breakdown doubles the time, up to <see cref="Limit"/>.
/// </summary>
public sealed record RestartOptions
{
    /// <summary>Breakdowns in a row that open the circuit. Default 5; 1 to 1,000.</summary>
    public int Failures { get; init; } = 5;

    /// <summary>How long the circuit stays open at first. Default 1 s; 10 ms to 1 h.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest time that it stays open. Default 60 s; 10 ms to 1 h.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(60);
}
