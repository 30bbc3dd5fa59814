namespace Sor.MicroBenchmarks;

/// <summary>One row of the report: what a record costs in a batch, and in one of ten times as many.</summary>
/// <param name="Name">What is done with a batch.</param>
/// <param name="Make">The work on a batch of so many records.</param>
/// <param name="Small">Records of the smaller batch.</param>
/// <param name="MaxRatio">How many times as much a record of the larger batch may take.</param>
internal sealed record Growth(string Name, Func<int, Action> Make, int Small, double MaxRatio)
{
    private const int Times = 10;
    private const int WarmUpRecords = 500_000;
    private const int Rounds = 9;
    private const int RecordsPerRound = 200_000;

    internal int Large => Small * Times;

    /// <summary>Medians of microseconds a record, and of the ratio of the two.</summary>
    internal (double Small, double Large, double Ratio) Measure()
    {
        var (small, large) = (Make(Small), Make(Large));
        _ = Measurement.Microseconds(small, WarmUpRecords / Small);
        _ = Measurement.Microseconds(large, WarmUpRecords / Large);
        var (smalls, larges, ratios) = (new double[Rounds], new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            smalls[round] = Measurement.Microseconds(small, RecordsPerRound / Small) / Small;
            larges[round] = Measurement.Microseconds(large, RecordsPerRound / Large) / Large;
            ratios[round] = larges[round] / smalls[round];
        }

        return (Measurement.Median(smalls), Measurement.Median(larges), Measurement.Median(ratios));
    }
}
