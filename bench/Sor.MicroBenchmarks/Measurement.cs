namespace Sor.MicroBenchmarks;

/// <summary>
/// Time and memory of one call: the median over rounds, after the compiler has settled. The time is that of the processor, as waiting for others
/// on a busy machine is no cost of the call.
/// </summary>
internal static class Measurement
{
    private const int WarmUpCalls = 200_000;
    private const int Rounds = 9;
    private const int CallsPerRound = 100_000;

    internal static (double Microseconds, long Bytes) Of(Case measured)
    {
        _ = Microseconds(measured.Run, WarmUpCalls);
        var times = new double[Rounds];
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
            times[round] = Microseconds(measured.Run, CallsPerRound);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (Rounds * CallsPerRound);
        return (Median(times), bytes);
    }

    /// <summary>Mean of a number of calls.</summary>
    internal static double Microseconds(Action run, int count)
    {
        var start = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < count; i++)
            run();
        return (Environment.CpuUsage.TotalTime - start).TotalMicroseconds / count;
    }

    /// <summary>The value in the middle, of an odd number of them.</summary>
    internal static double Median(double[] values)
    {
        var sorted = (double[])values.Clone();
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }
}
