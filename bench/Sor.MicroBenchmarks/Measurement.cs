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

    internal static (double Nanoseconds, long Bytes) Of(Case measured)
    {
        Repeat(measured.Run, WarmUpCalls);
        var times = new double[Rounds];
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            var start = Environment.CpuUsage.TotalTime;
            Repeat(measured.Run, CallsPerRound);
            times[round] = (Environment.CpuUsage.TotalTime - start).TotalNanoseconds / CallsPerRound;
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (Rounds * CallsPerRound);
        Array.Sort(times);
        return (times[Rounds / 2], bytes);
    }

    private static void Repeat(Action run, int count)
    {
        for (var i = 0; i < count; i++)
            run();
    }
}
