using System.Diagnostics;

namespace Sor.MicroBenchmarks;

/// <summary>Time and memory of one call: the median over rounds, after the compiler has settled.</summary>
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
            var start = Stopwatch.GetTimestamp();
            Repeat(measured.Run, CallsPerRound);
            times[round] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / CallsPerRound;
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
