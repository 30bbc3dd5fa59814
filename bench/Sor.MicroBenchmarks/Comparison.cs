namespace Sor.MicroBenchmarks;

/// <summary>One row of the report: the same work, done here and by another library in the same process.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Ours">One call of ours.</param>
/// <param name="Theirs">One call of the other library.</param>
/// <param name="MinRatio">How many times the other must take at least.</param>
internal sealed record Comparison(string Name, Action Ours, Action Theirs, double MinRatio)
{
    // On one processor the compiler shares it with what is measured, and takes its time.
    private const int WarmUpCalls = 400_000;
    private const int Rounds = 9;
    private const int CallsPerRound = 20_000;

    /// <summary>Medians of microseconds a call, and of the ratio: both sides of one are measured one right after the other.</summary>
    internal (double Ours, double Theirs, double Ratio) Measure()
    {
        _ = Measurement.Microseconds(Ours, WarmUpCalls);
        _ = Measurement.Microseconds(Theirs, WarmUpCalls);
        var (ours, theirs, ratios) = (new double[Rounds], new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            ours[round] = Measurement.Microseconds(Ours, CallsPerRound);
            theirs[round] = Measurement.Microseconds(Theirs, CallsPerRound);
            ratios[round] = theirs[round] / ours[round];
        }

        return (Measurement.Median(ours), Measurement.Median(theirs), Measurement.Median(ratios));
    }
}
